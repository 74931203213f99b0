using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>The gradient backwards through time, as a fit takes it, against the one in real time, as learning in use takes it.</summary>
[TestClass]
internal sealed class LruTapeTests
{
    private const int Inputs = 3;

    [TestMethod]
    [DataRow(ReadoutKind.Linear, InputGain.Learned, 1)]
    [DataRow(ReadoutKind.Linear, InputGain.Learned, 400)]
    [DataRow(ReadoutKind.Linear, InputGain.Derived, 400)]
    [DataRow(ReadoutKind.Linear, InputGain.One, 400)]
    [DataRow(ReadoutKind.Mlp, InputGain.Learned, 400)]
    [DataRow(ReadoutKind.Gated, InputGain.Learned, 400)]
    public void Equals_the_sum_of_real_time_gradients_while_parameters_stand_still(ReadoutKind readout, InputGain gain, int steps)
    {
        // With the whole gate, rows without a target, rows of weight, and broken rows.
        var options = new LruOptions { StateSize = 17, Readout = readout, InputGain = gain, Update = new() { UpdateEvery = int.MaxValue } };
        AssertSameGradient(options, Rows(steps, sequences: 1), _ => { });
    }

    [TestMethod]
    public void Several_sequences_go_back_each_through_its_own_rows() =>
        AssertSameGradient(new() { StateSize = 5, Update = new() { UpdateEvery = int.MaxValue } }, Rows(400, sequences: 3), _ => { });

    [TestMethod]
    public void No_error_goes_back_beyond_the_beginning_of_a_sequence()
    {
        AssertSameGradient(new() { StateSize = 5, Update = new() { UpdateEvery = int.MaxValue } }, Rows(200, sequences: 2), Restart);

        // Two states for three sequences: one more row, and the one silent for longest begins anew.
        AssertSameGradient(new() { StateSize = 5, Update = new() { UpdateEvery = int.MaxValue, MaximumSequences = 2 } }, Rows(200, sequences: 3), _ => { });

        static void Restart((LruLearner<double> Learner, int Row) at)
        {
            if (at.Row == 101)
            {
                at.Learner.Reset(SequenceKey.Of(1));
            }
        }
    }

    [TestMethod]
    public void Readout_only_has_nothing_to_go_back_through() =>
        AssertSameGradient(
            new() { StateSize = 5, GradientMode = GradientMode.ReadoutOnly, Update = new() { UpdateEvery = int.MaxValue } }, Rows(100, sequences: 1), _ => { });

    private static void AssertSameGradient(LruOptions options, TrainingRows<double> rows, Action<(LruLearner<double> Learner, int Row)> before)
    {
        LruLearner<double> traced = new(Inputs, 1, options), taped = new(Inputs, 1, options);
        Randomize(traced);
        taped.Memory.CopyFrom(traced.Memory);
        taped.RefreshDerived();
        traced.RefreshDerived();
        taped.RecordRows();
        double[] first = new double[1], second = new double[1];
        for (int row = 0; row < rows.Count; row++)
        {
            before((traced, row));
            before((taped, row));
            traced.Learn(rows.Context(row), rows.Input(row), rows.Target(row), first);
            taped.Learn(rows.Context(row), rows.Input(row), rows.Target(row), second);
            CollectionAssert.AreEqual(first, second, $"row {row}");
        }

        taped.BackpropagateRows();
        double[] expected = traced.Memory.Gradients.All<double>().ToArray(), actual = taped.Memory.Gradients.All<double>().ToArray();
        double scale = expected.Max(Math.Abs);
        Assert.IsGreaterThan(0, scale);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-10 * scale, $"element {i}");
        }

        double[] once = [.. actual];
        taped.BackpropagateRows();
        CollectionAssert.AreEqual(once, taped.Memory.Gradients.All<double>().ToArray(), "what was on the tape counts once");
    }

    /// <summary>A readout that is not zero, from a few rows learnt.</summary>
    private static void Randomize(LruLearner<double> learner)
    {
        var options = learner.Options with { Update = learner.Options.Update with { UpdateEvery = 1, LearningRate = 0.02 } };
        var taught = new LruLearner<double>(Inputs, 1, options);
        taught.Learn(Streams.Drifting<double>(300, Inputs), 0, 300);
        learner.Memory.Parameters.CopyFrom(taught.Memory.Parameters);
    }

    private static TrainingRows<double> Rows(int count, int sequences)
    {
        var plain = Streams.Drifting<double>(count, Inputs, seed: 3);
        var rows = new TrainingRows<double>(Inputs, 1);
        for (int row = 0; row < count; row++)
        {
            double[] input = plain.Input(row).ToArray();
            input[0] = row % 31 == 30 ? double.NaN : row % 77 == 76 ? 1e6 : input[0];
            double target = row % 5 == 4 ? double.NaN : plain.Target(row)[0];
            rows.Add(input, [target], new() { Sequence = SequenceKey.Of(row * 7 / 3 % sequences), Weight = (row + 1) % 3 });
        }

        return rows;
    }
}
