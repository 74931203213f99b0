using System.Numerics;
using System.Text.Json;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>Reference values of test-time training layers; test/Vectors/ttt/README.md describes the files.</summary>
[TestClass]
public sealed partial class TttVectorTests
{
    private const string Machine = "ttt";
    private const double GradientsInFloat = 2e-3;

    private static readonly string[] Kinds = ["unit", "core", "core_forgetting_extension", "layer", "stream", "lengths", "grad", "theorem"];

    [TestMethod]
    public void Pieces_in_double() => VectorFiles.ForEach(Machine, Kinds[0], CheckPieces<double>);

    [TestMethod]
    public void Pieces_in_float() => VectorFiles.ForEach(Machine, Kinds[0], CheckPieces<float>);

    [TestMethod]
    public void Inner_model_in_double() => VectorFiles.ForEach(Machine, Kinds[1], CheckRuns<double>);

    [TestMethod]
    public void Inner_model_in_float() => VectorFiles.ForEach(Machine, Kinds[1], CheckRuns<float>);

    [TestMethod]
    public void Forgetting_in_double() => VectorFiles.ForEach(Machine, Kinds[2], CheckForgetting<double>);

    [TestMethod]
    public void Forgetting_in_float() => VectorFiles.ForEach(Machine, Kinds[2], CheckForgetting<float>);

    [TestMethod]
    public void Layer_in_double() => VectorFiles.ForEach(Machine, Kinds[3], CheckLayer<double>);

    [TestMethod]
    public void Layer_in_float() => VectorFiles.ForEach(Machine, Kinds[3], CheckLayer<float>);

    [TestMethod]
    public void Stream_in_double() => VectorFiles.ForEach(Machine, Kinds[4], CheckStream<double>);

    [TestMethod]
    public void Stream_in_float() => VectorFiles.ForEach(Machine, Kinds[4], CheckStream<float>);

    [TestMethod]
    public void Lengths_in_double() => VectorFiles.ForEach(Machine, Kinds[5], CheckLengths<double>);

    [TestMethod]
    public void Lengths_in_float() => VectorFiles.ForEach(Machine, Kinds[5], CheckLengths<float>);

    [TestMethod]
    public void Gradient_in_double() => VectorFiles.ForEach(Machine, Kinds[6], CheckGradient<double>);

    [TestMethod]
    public void Gradient_in_float() => VectorFiles.ForEach(Machine, Kinds[6], CheckGradient<float>);

    [TestMethod]
    public void Theorems_and_relatives_in_double() => VectorFiles.ForEach(Machine, Kinds[7], CheckTheorems<double>);

    [TestMethod]
    public void Theorems_and_relatives_in_float() => VectorFiles.ForEach(Machine, Kinds[7], CheckTheorems<float>);

    [TestMethod]
    public void No_file_is_of_an_unknown_kind() => VectorFiles.AssertKinds(Machine, Kinds);

    private static void CheckPieces<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new TttPieces<T>(root).Check();

    private static void CheckRuns<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var run in root.GetProperty("runs").EnumerateArray())
        {
            CheckCore<T>(run, TttCore<T>.Shape(run.GetProperty("config"), run.GetProperty("flags")), 0);
        }
    }

    private static void CheckForgetting<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var config = root.GetProperty("config");
        CheckCore<T>(root, TttCore<T>.Shape(config), config.GetProperty("delta").GetDouble());
    }

    /// <summary>Token by token and in mini-batches.</summary>
    private static void CheckCore<T>(JsonElement run, InnerShape shape, double forgetting)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var expected = run.GetProperty("expected");
        var inputs = run.GetProperty("inputs");
        T[] tok = Tolerance<T>.Read(inputs.GetProperty("tok"));
        int tokens = run.GetProperty("config").GetProperty("length").GetInt32();
        foreach (int size in new[] { 1, shape.BatchSize })
        {
            var core = new TttCore<T>(shape, run.GetProperty("params"), forgetting);
            var output = new List<T>();
            var losses = new List<T>();
            for (int t = 0; t < tokens; t += size)
            {
                int first = t % shape.BatchSize, count = Math.Min(size, tokens - t);
                if (first == 0)
                {
                    core.Check($"state_at_boundaries[{t / shape.BatchSize}]", expected.GetProperty("state_at_boundaries")[t / shape.BatchSize], core.Weights);
                }

                var rows = core.Rows(inputs, t, count);
                core.Run(rows, tok.AsSpan(first, count));
                losses.AddRange(core.Model.Losses[..count]);
                if (size == 1 && forgetting == 0)
                {
                    CheckAfterToken(core, expected, rows, t, tok[first]);
                }

                for (int i = 0; i < count; i++)
                {
                    output.AddRange(rows.Outputs.AsSpan(i * rows.Stride, shape.Size));
                }
            }

            Tolerance<T>.Check("output", expected.GetProperty("output"), output.ToArray());
            if (expected.TryGetProperty("inner_loss_before", out var before))
            {
                Tolerance<T>.Check("inner_loss_before", before, losses.ToArray());
            }

            core.Check("committed_state", expected.GetProperty("committed_state"), core.Weights);
            core.Check("pending_gradient", expected.GetProperty("pending_gradient"), core.Pending);
        }
    }

    /// <summary>The weights that the token's output was made with, and its own inner loss at these.</summary>
    private static void CheckAfterToken<T>(TttCore<T> core, JsonElement expected, TokenRows<T> tokens, int t, T tok)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] state = [.. core.Weights.Zip(core.Pending, (w, p) => w - (tok * p))];
        if (expected.TryGetProperty("state_after_token", out var states))
        {
            T[] wanted = core.Read(states, t);
            for (int i = 0; i < wanted.Length; i++)
            {
                Tolerance<T>.Check($"state_after_token[{t}][{i}]", double.CreateTruncating(wanted[i]), double.CreateTruncating(state[i]));
            }
        }

        T two = T.One + T.One;
        tokens.Keys.CopyTo(tokens.Queries, 0);
        tokens.Rates[0] = T.Zero;
        T[] output = [.. tokens.Outputs];
        core.Model.Forward(core.At(state), tokens, [T.One]);
        T loss = tokens.Outputs.Zip(tokens.Values, (y, v) => (y - v) * (y - v)).Aggregate(T.Zero, (sum, square) => sum + square) / two;
        Tolerance<T>.Check($"inner_loss_after[{t}]", expected.GetProperty("inner_loss_after").GetProperty("data")[t], loss);
        output.CopyTo(tokens.Outputs, 0);
    }

    private static void CheckLayer<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var unit = new TttLayerCase<T>(root);
        foreach (var expected in root.GetProperty("sequences").EnumerateArray())
        {
            List<T> query = [], key = [], value = [], rate = [], joined = [], normalized = [];
            T[] output = unit.Run(new(unit.Memory.Blank.Layout), unit.Rows(expected.GetProperty("x")), unit.Options.MiniBatchSize, (_, count) =>
            {
                query.AddRange(unit.Views(rows => rows.Queries, count));
                key.AddRange(unit.Views(rows => rows.Keys, count));
                value.AddRange(unit.Views(rows => rows.Values, count));
                rate.AddRange(Enumerable.Range(0, count).SelectMany(i => unit.Layer.Views.Select(rows => rows.Rates[i])));
                joined.AddRange(unit.Flat(unit.Layer.Joined.AsSpan(0, count * unit.Layer.RowLength)));
                normalized.AddRange(unit.Flat(unit.Layer.Normalized.AsSpan(0, count * unit.Layer.RowLength)));
            });
            foreach (var (name, actual) in new[]
            {
                ("q", query), ("k", key), ("v", value), ("lr", rate), ("inner_output", joined),
                ("after_post_norm", normalized), ("output", [.. unit.Flat(output)]),
            })
            {
                Tolerance<T>.Check(name, expected.GetProperty(name), actual.ToArray());
            }
        }
    }

    private static void CheckStream<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var unit = new TttLayerCase<T>(root);
        T[] input = unit.Rows(root.GetProperty("x"));
        int prefill = root.GetProperty("prefill").GetInt32() * unit.Layer.RowLength;
        FlatBuffer sequence = new(unit.Memory.Blank.Layout);
        T[] first = unit.Run(sequence, input.AsSpan(0, prefill), unit.Options.MiniBatchSize);
        CheckSnapshot(unit, root, sequence);
        T[] rest = unit.Run(sequence, input.AsSpan(prefill), 1, (_, _) => CheckSnapshot(unit, root, sequence));
        Tolerance<T>.Check("output", root.GetProperty("output"), unit.Flat([.. first, .. rest]));
    }

    private static void CheckSnapshot<T>(TttLayerCase<T> unit, JsonElement root, FlatBuffer sequence)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long tokens = sequence.View<long>(unit.Layer.Fields.Tokens)[0];
        foreach (var snapshot in root.GetProperty("snapshots").EnumerateArray().Where(snapshot => snapshot.GetProperty("tokens_seen").GetInt64() == tokens))
        {
            unit.CheckState($"committed_state after {tokens}", snapshot.GetProperty("committed_state"), sequence, unit.Layer.Fields.Weights);
            unit.CheckState($"pending_gradient after {tokens}", snapshot.GetProperty("pending_gradient"), sequence, unit.Layer.Fields.Pending);
            if (snapshot.TryGetProperty("conv_window", out var window))
            {
                // The layer keeps what the next token needs: not the oldest of the file's columns.
                int kept = unit.Options.FilterSizeInForce - 1;
                double[] values = [.. Tolerance<T>.Flatten(window)];
                var rows = sequence.View<T>(unit.Layer.Fields.Window);
                for (int i = 0; i < kept * unit.Width; i++)
                {
                    double expected = values[(i % unit.Width * (kept + 1)) + 1 + (i / unit.Width)];
                    Tolerance<T>.Check("conv_window", expected, double.CreateTruncating(rows[(i / unit.Width * unit.Layer.RowLength) + (i % unit.Width)]));
                }
            }
        }
    }

    private static void CheckLengths<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var unit = new TttLayerCase<T>(root);
        T[] input = unit.Rows(root.GetProperty("x"));
        T[] full = unit.Run(new(unit.Memory.Blank.Layout), input, unit.Options.MiniBatchSize);
        Tolerance<T>.Check("output_full", root.GetProperty("output_full"), unit.Flat(full));
        double[] expected = [.. Tolerance<T>.Flatten(root.GetProperty("output_full"))];
        foreach (int length in root.GetProperty("lengths").EnumerateArray().Select(length => length.GetInt32()))
        {
            T[] part = unit.Flat(unit.Run(new(unit.Memory.Blank.Layout), input.AsSpan(0, length * unit.Layer.RowLength), unit.Options.MiniBatchSize));
            for (int i = 0; i < part.Length; i++)
            {
                Tolerance<T>.Check($"output of {length} tokens[{i}]", expected[i], double.CreateTruncating(part[i]));
            }
        }
    }
}
