using System.Numerics;
using System.Text.Json;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>The pieces of a test-time training layer, one by one, against a reference file.</summary>
internal sealed class TttPieces<T>(JsonElement root)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double GradientsInFloat = 2e-3;

    public void Check()
    {
        CheckNormalization(root.GetProperty("layer_norm"));
        CheckInnerGradient(root.GetProperty("inner_gradient"));
        CheckGelu(root.GetProperty("gelu_tanh"));
        CheckRotation(root.GetProperty("rope"));
        CheckFilter(root.GetProperty("causal_conv"));
    }

    private static int[] Shape(JsonElement array) => [.. array.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt32())];

    private static T[] Padded(JsonElement array, int row = 0)
    {
        int size = Shape(array)[^1];
        return [.. Tolerance<T>.Read(array).AsSpan(row * size, size), .. new T[Tile.Pad(size) - size]];
    }

    private static void CheckNormalization(JsonElement file)
    {
        int rows = Shape(file.GetProperty("z"))[0], size = Shape(file.GetProperty("z"))[1];
        var layout = new MachineLayout<T>();
        var norm = new LayerNorm<T>(layout, "", size);
        var memory = new LearnerMemory(layout.Parameters.Layout, layout.State, layout.Sequence, 1, keepsCopy: false);
        Field scale = memory.Parameters.Layout.Find("ln_scale")!.Value, offset = memory.Parameters.Layout.Find("ln_bias")!.Value;
        Tolerance<T>.Read(file.GetProperty("gamma")).CopyTo(memory.Parameters.View<T>(scale));
        Tolerance<T>.Read(file.GetProperty("beta")).CopyTo(memory.Parameters.View<T>(offset));
        List<T> outputs = [], gradients = [];
        for (int i = 0; i < rows; i++)
        {
            T[] output = new T[Tile.Pad(size)], gradient = Padded(file.GetProperty("cotangent"), i);
            norm.Forward(memory, Padded(file.GetProperty("z"), i), output);
            norm.Differentiate(memory, gradient);
            outputs.AddRange(output[..size]);
            gradients.AddRange(gradient[..size]);
        }

        Tolerance<T>.Check("layer_norm.y", file.GetProperty("y"), outputs.ToArray());
        Tolerance<T>.Check("layer_norm.vjp_z", file.GetProperty("vjp_z"), gradients.ToArray(), GradientsInFloat);
        Tolerance<T>.Check("layer_norm.vjp_gamma", file.GetProperty("vjp_gamma"), memory.Gradients.View<T>(scale), GradientsInFloat);
        Tolerance<T>.Check("layer_norm.vjp_beta", file.GetProperty("vjp_beta"), memory.Gradients.View<T>(offset), GradientsInFloat);
    }

    private static void CheckInnerGradient(JsonElement file)
    {
        int rows = Shape(file.GetProperty("z"))[0], size = Shape(file.GetProperty("z"))[1], padded = Tile.Pad(size);
        T[] scale = Padded(file.GetProperty("gamma")), offset = Padded(file.GetProperty("beta"));
        T[] normal = new T[padded], error = new T[padded], gradient = new T[padded], target = new T[padded];
        T[] scaleGradient = new T[padded], offsetGradient = new T[padded];
        List<T> gradients = [], byValue = [], byTarget = [];
        for (int i = 0; i < rows; i++)
        {
            T inverse = Normalization.Normalize<T>(Padded(file.GetProperty("z"), i), size, normal);
            Normalization.LossGradient<T>(normal, inverse, size, scale, offset, Padded(file.GetProperty("target"), i), error, gradient);
            T[] cotangent = Padded(file.GetProperty("cotangent"), i);
            Normalization.LossGradientVectorJacobianProduct<T>(
                normal, inverse, size, scale, error, gradient, cotangent, new T[2 * padded], scaleGradient, offsetGradient, target);
            gradients.AddRange(gradient[..size]);
            byValue.AddRange(cotangent[..size]);
            byTarget.AddRange(target[..size]);
        }

        Tolerance<T>.Check("inner_gradient.g", file.GetProperty("g"), gradients.ToArray());
        Tolerance<T>.Check("inner_gradient.vjp_z", file.GetProperty("vjp_z"), byValue.ToArray(), GradientsInFloat);
        Tolerance<T>.Check("inner_gradient.vjp_target", file.GetProperty("vjp_target"), byTarget.ToArray(), GradientsInFloat);
        Tolerance<T>.Check("inner_gradient.vjp_gamma", file.GetProperty("vjp_gamma"), scaleGradient.AsSpan(0, size), GradientsInFloat);
        Tolerance<T>.Check("inner_gradient.vjp_beta", file.GetProperty("vjp_beta"), offsetGradient.AsSpan(0, size), GradientsInFloat);
    }

    private static void CheckGelu(JsonElement file)
    {
        T[] x = Tolerance<T>.Read(file.GetProperty("x"));
        T[] gate = new T[x.Length];
        T[] y = new T[x.Length];
        T[] slope = [.. x.Select(_ => T.One)];
        T[] curvature = [.. slope];
        Gelu.Apply<T>(x, gate, y);
        Gelu.Slope<T>(x, gate, slope);
        Gelu.Curvature<T>(x, gate, curvature);
        Tolerance<T>.Check("gelu.y", file.GetProperty("y"), y);
        Tolerance<T>.Check("gelu.dy", file.GetProperty("dy"), slope);
        Tolerance<T>.Check("gelu.d2y", file.GetProperty("d2y"), curvature);
    }

    private void CheckRotation(JsonElement file)
    {
        var config = root.GetProperty("config");
        int rows = Shape(file.GetProperty("x"))[0], size = Shape(file.GetProperty("x"))[1], period = config.GetProperty("rope_period").GetInt32();
        var rotary = new RotaryPositions<T>(size, period, config.GetProperty("rope_base").GetDouble());
        T[] x = Tolerance<T>.Read(file.GetProperty("x")), turned = [.. x];
        for (int i = 0; i < rows; i++)
        {
            rotary.Turn(turned.AsSpan(i * size, size), i % period);
        }

        Tolerance<T>.Check("rope.y", file.GetProperty("y"), turned);
        for (int i = 0; i < rows; i++)
        {
            rotary.TurnBack(turned.AsSpan(i * size, size), i % period);
        }

        Tolerance<T>.Check("rope.x", file.GetProperty("x"), turned);
    }

    private static void CheckFilter(JsonElement file)
    {
        int rows = Shape(file.GetProperty("x"))[0], width = Shape(file.GetProperty("x"))[1], size = Shape(file.GetProperty("weight"))[1], row = Tile.Pad(width);
        var layout = new MachineLayout<T>();
        var filter = new CausalFilter<T>(layout, "weight", "bias", width, size);
        var memory = new LearnerMemory(layout.Parameters.Layout, layout.State, layout.Sequence, 1, keepsCopy: false);
        T[] weight = Tolerance<T>.Read(file.GetProperty("weight")), window = new T[(size - 1 + rows) * row], output = new T[row];
        for (int i = 0; i < weight.Length; i++)
        {
            memory.Parameters.View<T>(filter.Weight)[(i % size * row) + (i / size)] = weight[i];
        }

        Padded(file.GetProperty("bias")).CopyTo(memory.Parameters.View<T>(filter.Bias));
        List<T> outputs = [];
        for (int i = 0; i < rows; i++)
        {
            Padded(file.GetProperty("x"), i).CopyTo(window.AsSpan((size - 1 + i) * row));
            filter.Forward(memory, window.AsSpan(i * row, size * row), output);
            outputs.AddRange(output[..width]);
        }

        Tolerance<T>.Check("causal_conv.y", file.GetProperty("y"), outputs.ToArray());
    }
}
