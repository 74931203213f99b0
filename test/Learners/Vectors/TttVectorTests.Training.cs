using System.Numerics;
using System.Text.Json;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

public sealed partial class TttVectorTests
{
    private static void CheckGradient<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var unit = new TttLayerCase<T>(root);
        var expected = root.GetProperty("expected");
        T[] input = unit.Rows(root.GetProperty("x"));
        T[] target = unit.Rows(root.GetProperty("target"));
        T[] output = new T[input.Length];
        T[] inputGradient = new T[input.Length];
        int tokens = input.Length / unit.Layer.RowLength;
        var tape = new TttTape<T>(unit.Layer, unit.Memory, tokens);
        tape.Forward(unit.Memory, input, output);
        Tolerance<T>.Check("output", expected.GetProperty("output"), unit.Flat(output));

        T count = T.CreateTruncating(tokens * unit.Width);
        T[] gradient = [.. output.Zip(target, (y, wanted) => (y - wanted) / count)];
        double loss = 0.5 * gradient.Sum(g => Math.Pow(double.CreateTruncating(g), 2)) * tokens * unit.Width;
        Tolerance<T>.Check("loss", expected.GetProperty("loss").GetDouble(), loss);
        tape.Backpropagate(unit.Memory, gradient, inputGradient);
        foreach (string name in unit.ParameterNames)
        {
            Tolerance<T>.Check($"grad_params.{name}", expected.GetProperty("grad_params").GetProperty(name), unit.Gradient(name), GradientsInFloat);
        }

        Tolerance<T>.Check("grad_x", expected.GetProperty("grad_x"), unit.Flat(inputGradient), GradientsInFloat);
        CheckMiniBatch<T>(root.GetProperty("config"), root.GetProperty("mini_batch_vjp"));
    }

    private static void CheckMiniBatch<T>(JsonElement config, JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var inputs = root.GetProperty("inputs");
        var expected = root.GetProperty("expected");
        var shape = TttCore<T>.Shape(config);
        var core = new TttCore<T>(shape, inputs);
        int batch = shape.BatchSize, size = shape.Size;
        T[] tok = Tolerance<T>.Read(inputs.GetProperty("tok"));
        var tokens = core.Rows(inputs, 0, batch);
        T[] Flat(T[] rows) => [.. Enumerable.Range(0, batch * size).Select(i => rows[(i / size * tokens.Stride) + (i % size)])];
        core.Model.Forward(core.Committed(), tokens, tok);
        Tolerance<T>.Check("output", expected.GetProperty("output"), Flat(tokens.Outputs));

        var adjoint = new TokenRows<T>(size, size, batch);
        T[] cotangent = Tolerance<T>.Read(root.GetProperty("cotangent_output"));
        for (int i = 0; i < cotangent.Length; i++)
        {
            adjoint.Outputs[(i / size * tokens.Stride) + (i % size)] = cotangent[i];
        }

        T[] weights = core.Read(root.GetProperty("cotangent_state")), scale = new T[tokens.Stride], offset = new T[tokens.Stride], rows = new T[batch];
        core.Model.Differentiate(core.Committed(), tokens, tok, true, new() { Weights = weights, Scale = scale, Offset = offset, Rows = rows }, adjoint);
        var gradient = expected.GetProperty("grad");
        foreach (var (name, actual) in new[]
        {
            ("q", Flat(adjoint.Queries)), ("k", Flat(adjoint.Keys)), ("v", Flat(adjoint.Values)),
            ("lr", adjoint.Rates), ("tok", rows), ("ln_gamma", scale[..size]), ("ln_beta", offset[..size]),
        })
        {
            Tolerance<T>.Check($"vjp.{name}", gradient.GetProperty(name), actual, GradientsInFloat);
        }

        core.Check("vjp", gradient, weights, GradientsInFloat);
        core.Run(tokens, tok);
        core.Check("new_state", expected.GetProperty("new_state"), core.Weights);
    }

    private static void CheckTheorems<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new TttRelatives<T>(root).Check();
}
