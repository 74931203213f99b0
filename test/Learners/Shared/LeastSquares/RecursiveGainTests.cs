using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>What forgetting does to directions that nothing excites.</summary>
[TestClass]
public sealed class RecursiveGainTests
{
    private const int Count = 6;
    private const double Forgetting = 0.99;

    [TestMethod]
    [DataRow("nothing but a constant", 1.0)]
    [DataRow("nothing but a constant", 0.01)]
    [DataRow("zeros", 1.0)]
    [DataRow("copies", 1.0)]
    [DataRow("copies", 0.01)]
    [DataRow("by turns", 1.0)]
    public void The_trace_stays_within_ten_times_that_of_the_prior_and_what_is_excited_is_tracked(string what, double penalty)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 1);
        var readout = new Readout(Count, Forgetting, penalty);
        double largest = 0;
        for (int row = 0; row < 50_000; row++)
        {
            double x = random.NextNormal();
            double[] features = what switch
            {
                "nothing but a constant" => [1, x, 0.5, -2, 0, 0],
                "zeros" => [1, x, 0, 0, 0, 0],
                "copies" => [1, x, x, 2 * x, -x, x],
                _ => row / 10_000 % 2 == 0 ? [1, x, random.NextNormal(), 0, 0, 0] : [1, x, 0, 0, 0, 0.01],
            };
            readout.Learn(features, 2 - ((row < 49_000 ? 1 : -1) * x));
            largest = row % 10 == 9 ? Math.Max(largest, readout.Trace()) : largest;
        }

        Assert.IsLessThanOrEqualTo(10 * Count / penalty, largest);
        double[] last = what == "copies" ? [1, 1, 1, 2, -1, 1] : [1, 1, 0, 0, 0, 0];
        double slope = readout.Predict(last) - readout.Predict([1, 0, 0, 0, 0, 0]);
        Assert.AreEqual(1, slope, 0.01, "the slope of the last thousand rows");
    }

    [TestMethod]
    [DataRow(0.99)]
    [DataRow(0.999)]
    public void A_category_that_appears_late_is_learnt_within_five_rows_and_leaves_the_others(double forgetting)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 2);
        double[] levels = [1, -2, 4];
        var readout = new Readout(4, forgetting, 0.1);
        for (int row = 0; row < 40_000; row++)
        {
            Learn(row % 2, 0.1 * random.NextNormal());
        }

        double[] before = [readout.Predict(Category(0)), readout.Predict(Category(1))];
        for (int row = 0; row < 5; row++)
        {
            Learn(2, 0.1 * random.NextNormal());
        }

        Assert.AreEqual(4, readout.Predict(Category(2)), 0.1);
        Assert.AreEqual(before[0], readout.Predict(Category(0)), 0.1);
        Assert.AreEqual(before[1], readout.Predict(Category(1)), 0.1);

        void Learn(int category, double noise) => readout.Learn(Category(category), levels[category] + noise);

        static double[] Category(int category) => [1, category == 0 ? 1 : 0, category == 1 ? 1 : 0, category == 2 ? 1 : 0];
    }

    [TestMethod]
    public void A_row_beyond_arithmetic_is_refused_and_changes_nothing()
    {
        var state = new Layout();
        var gain = new RecursiveGain(new StateScope(state, IsSequences: false), "gain", 2, Forgetting, 1);
        var memory = new LearnerMemory(new(), state, new(), 1);
        gain.Initialize(memory);
        double[] features = new double[gain.Length], step = new double[gain.Length];
        (features[0], features[1]) = (1, 2);
        Assert.AreEqual(GainOutcome.Taken, gain.Update(memory, features, 1, step));
        Assert.IsGreaterThan(0, step[1]);
        byte[] before = memory.Hash();

        features[0] = double.PositiveInfinity;
        Assert.AreEqual(GainOutcome.Refused, gain.Update(memory, features, 1, step));
        CollectionAssert.AreEqual(new double[gain.Length], step);
        CollectionAssert.AreEqual(before, memory.Hash());
    }

    /// <summary>One output over a gain of its own.</summary>
    private sealed class Readout
    {
        private readonly RecursiveGain _gain;
        private readonly LearnerMemory _memory;
        private readonly int _count;
        private readonly double[] _features;
        private readonly double[] _weights;
        private readonly double[] _step;

        public Readout(int count, double forgetting, double penalty)
        {
            var state = new Layout();
            (_count, _gain) = (count, new(new StateScope(state, IsSequences: false), "gain", count, forgetting, penalty));
            (_features, _weights, _step) = (new double[_gain.Length], new double[_gain.Length], new double[_gain.Length]);
            _memory = new(new(), state, new(), 1);
            _gain.Initialize(_memory);
        }

        public void Learn(double[] features, double target)
        {
            double error = target - Predict(features);
            _gain.Update(_memory, _features, 1, _step);
            for (int i = 0; i < _count; i++)
            {
                _weights[i] += _step[i] * error;
            }
        }

        public double Predict(double[] features)
        {
            features.CopyTo(_features, 0);
            return Reductions.Dot<double>(_features, _weights);
        }

        /// <summary>The trace of P, one variance after the other.</summary>
        public double Trace()
        {
            double sum = 0;
            for (int i = 0; i < _count; i++)
            {
                double[] unit = new double[_gain.Length];
                unit[i] = 1;
                sum += _gain.Project(_memory, unit);
            }

            return sum;
        }
    }
}
