using AdaptiveML.Kernels;

namespace AdaptiveML.Online.Tests;

/// <summary>What stands in the place of inputs that are missing or doubted, and what they leave in the scale.</summary>
[TestClass]
public sealed class InputGuardTests
{
    private const double Mean = 5, Spike = 1e5;
    private const int Patience = 24, Slow = 1;

    [TestMethod]
    public void A_missing_input_leaves_the_others_as_they_are_and_is_taken_from_its_own_past()
    {
        foreach (int missing in (int[])[0, Slow, 2])
        {
            var guarded = new Guarded(3);
            guarded.Settle();
            double[] last = guarded.Row(), row = guarded.Row(), before = [.. row];
            last[Slow] = Mean + 2;
            guarded.See(last);
            row[missing] = double.NaN;
            Assert.AreEqual(InputQuality.Imputed, guarded.See(row));
            for (int i = 0; i < 3; i++)
            {
                Assert.AreEqual(i == missing ? double.NaN : before[i], guarded.Known[i]);
                Assert.IsTrue(i == missing || row[i] == before[i], $"{i}");
            }

            double expected = missing == Slow ? last[Slow] : Mean;
            Assert.AreEqual(expected, row[missing], 0.25, "one without memory goes to its mean, a slow one stays");
        }
    }

    [TestMethod]
    public void A_sensor_that_is_dead_ends_at_its_mean()
    {
        var guarded = new Guarded(3);
        guarded.Settle();
        double[] row = guarded.Row();
        row[Slow] = Mean + 2;
        guarded.See(row);
        for (int time = 0; time < 3000; time++)
        {
            row = guarded.Row();
            row[Slow] = double.NaN;
            guarded.See(row);
            Assert.IsTrue(time > 5 || row[Slow] > Mean + 1, "but not at once");
        }

        Assert.AreEqual(guarded.ScaleOf(Slow).Mean, row[Slow], 0.1);
        Assert.AreEqual(Mean, row[Slow], 1);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void What_took_the_place_of_missing_inputs_does_not_move_the_scale(bool believesLevels)
    {
        var guarded = new Guarded(3, believesLevels);
        guarded.Settle();
        var before = guarded.ScaleOf(0);
        var others = guarded.ScaleOf(2);
        for (int time = 0; time < 2000; time++)
        {
            double[] row = guarded.Row();
            row[0] = double.NaN;
            guarded.See(row);
        }

        Assert.AreEqual(before, guarded.ScaleOf(0));
        Assert.AreNotEqual(others, guarded.ScaleOf(2));
    }

    [TestMethod]
    public void A_spike_counts_as_missing_for_24_rows_and_is_believed_then()
    {
        Guarded spiked = new(3, believesLevels: true), missing = new(3, believesLevels: true);
        spiked.Settle();
        missing.Settle();
        var before = spiked.ScaleOf(0);
        for (int time = 0; time < Patience; time++)
        {
            double[] row = spiked.Row(), same = missing.Row();
            (row[0], same[0]) = (Spike, double.NaN);
            Assert.AreEqual(InputQuality.Spike, spiked.See(row), $"row {time}");
            missing.See(same);
            CollectionAssert.AreEqual(same, row, $"row {time}");
            Assert.AreEqual(double.NaN, spiked.Known[0]);
        }

        Assert.AreEqual(before, spiked.ScaleOf(0), "nothing was learnt from it");
        for (int time = 0; time < 100; time++)
        {
            double[] row = spiked.Row();
            row[0] = Spike + time;
            Assert.AreEqual(InputQuality.Clean, spiked.See(row), $"row {time} of the level");
            Assert.AreEqual(Spike + time, row[0]);
            Assert.AreEqual(Spike + time, spiked.Known[0]);
        }
    }

    [TestMethod]
    public void A_spike_that_does_not_last_is_never_believed()
    {
        var guarded = new Guarded(3, believesLevels: true);
        guarded.Settle();
        for (int time = 0; time < 20 * Patience; time++)
        {
            double[] row = guarded.Row();
            bool isSpike = time % Patience != 0;
            row[0] = isSpike ? Spike : row[0];
            Assert.AreEqual(isSpike ? InputQuality.Spike : InputQuality.Clean, guarded.See(row), $"row {time}");
            Assert.IsLessThan(10, Math.Abs(row[0]), $"row {time}");
        }
    }

    [TestMethod]
    public void An_input_in_another_unit_is_believed_once_and_for_all()
    {
        var guarded = new Guarded(3, believesLevels: true);
        guarded.Settle();
        int doubted = 0;
        for (int time = 0; time < 500; time++)
        {
            double[] row = guarded.Row();
            row[0] = 1000 * (row[0] - Mean);
            doubted += guarded.See(row) == InputQuality.Spike && time > 3 * Patience ? 1 : 0;
        }

        Assert.AreEqual(0, doubted);
    }

    [TestMethod]
    public void One_that_does_not_believe_levels_cuts_a_spike_back_and_learns_from_what_is_left()
    {
        var guarded = new Guarded(3);
        guarded.Settle();
        var (mean, limit) = guarded.ScaleOf(0);
        double[] row = guarded.Row();
        row[0] = Spike;
        Assert.AreEqual(InputQuality.Spike, guarded.See(row));
        Assert.AreEqual(mean + limit, row[0], 1e-9);
        Assert.AreEqual(row[0], guarded.Known[0]);
        Assert.IsInRange(mean + 1e-6, mean + (0.01 * limit), guarded.ScaleOf(0).Mean);
    }

    /// <summary>A guard over inputs of mean 5, of which the second is slow.</summary>
    private sealed class Guarded
    {
        private readonly InputGuard<double> _guard;
        private readonly LearnerMemory _memory;
        private readonly ulong[] _random = new ulong[Xoshiro256.StateLength];
        private double _slow;

        public Guarded(int size, bool believesLevels = false)
        {
            var layout = new MachineLayout<double>();
            _guard = new(size, new GateOptions(), layout, believesLevels);
            _memory = new(layout.Parameters.Layout, layout.State, layout.Sequence, 1, keepsCopy: false);
            _guard.Initialize(_memory);
            _memory.Activate(default);
            Xoshiro256.Seed(_random, 1);
        }

        /// <summary>What was known of the last row.</summary>
        public double[] Known { get; private set; } = [];

        public double[] Row()
        {
            var random = new Xoshiro256(_random);
            _slow = (0.999 * _slow) + (0.04 * random.NextNormal());
            return [Mean + random.NextNormal(), Mean + _slow, Mean + random.NextNormal()];
        }

        public InputQuality See(double[] row)
        {
            var quality = _guard.Judge(_memory, row);
            Known = _guard.Known.ToArray();
            _guard.Commit(_memory, row, quality);
            return quality == InputQuality.Quarantined ? InputQuality.Clean : quality;
        }

        public void Settle()
        {
            for (int row = 0; row < 4000; row++)
            {
                See(Row());
            }
        }

        /// <summary>The running mean of an input, and how far from it one is cut back.</summary>
        public (double Mean, double Limit) ScaleOf(int input) => (Value("gate.input.mean", input), 10 * Value("gate.input.deviation", input));

        private double Value(string field, int input) => _memory.State.View<double>(_memory.State.Layout.Find(field)!.Value)[input];
    }
}
