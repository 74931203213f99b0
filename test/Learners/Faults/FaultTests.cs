using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>
/// What sensors do in the field, done to real data: the error in the 200 rows after the fault is held against that of the same learner on the same rows without
/// it.
/// </summary>
[TestClass]
public sealed class FaultTests
{
    /// <summary>Rows behind a fault that are not counted: that a label is back where it was before looks like a fault at first.</summary>
    private const int Undecided = 3;

    private const int After = 200;

    private static readonly float[][] Rows = GasTurbine.Year(2012);
    private static readonly LruLearner<float> Fitted = Fit(GateOptions.Open);
    private static readonly Dictionary<string, IOnlineLearner<float>> Guarded = new() { ["LRU"] = Fit(new()), ["LRU regressor"] = FitRegressor() };
    private static readonly float[] Deviations = [.. Enumerable.Range(0, GasTurbine.Sensors + 2).Select(Deviation)];

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Error_after_a_spike_stays_within_one_and_a_half(string learner, int start) =>
        AssertBounded(learner, start, 20, (row, _) => row[7] = (row[7] * 50) + (50 * Deviations[7]));

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Error_after_a_run_of_NaN_stays_within_one_and_a_half(string learner, int start) =>
        AssertBounded(learner, start, 30, (row, _) => row[5] = float.NaN);

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Error_after_a_stuck_sensor_stays_within_one_and_a_half(string learner, int start) =>
        AssertBounded(learner, start, 200, (row, first) => row[7] = first[7]);

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Error_after_target_outliers_stays_within_one_and_a_half(string learner, int start) =>
        AssertBounded(learner, start, 5, (row, _) => row[GasTurbine.Nox] += 500 * Deviations[GasTurbine.Nox]);

    [TestMethod]
    public void Without_the_gate_a_spike_costs_more_than_that()
    {
        double open = Ratio(Fitted, 1907, 20, (row, _) => row[7] = (row[7] * 50) + (50 * Deviations[7]));
        Assert.IsGreaterThan(1.5, open);
    }

    public static IEnumerable<object[]> Cases() =>
        from learner in (string[])["LRU", "LRU regressor"] from start in (int[])[1907, 3814, 5721] select new object[] { learner, start };

    private static void AssertBounded(string learner, int start, int length, Action<float[], float[]> fault) =>
        Assert.IsLessThan(1.5, Ratio(Guarded[learner], start, length, fault));

    private static double Ratio(IOnlineLearner<float> fitted, int start, int length, Action<float[], float[]> fault)
    {
        double healthy = MeanSquare(fitted, start, length, (_, _) => { }), hurt = MeanSquare(fitted, start, length, fault);
        return Math.Sqrt(hurt / healthy);
    }

    private static double MeanSquare(IOnlineLearner<float> fitted, int start, int length, Action<float[], float[]> fault)
    {
        var learner = fitted.Clone();
        var prediction = new float[learner.OutputSize];
        double sum = 0;
        for (int i = 0; i < start + length + After; i++)
        {
            float[] row = [.. Rows[i]];
            if (i >= start && i < start + length)
            {
                fault(row, Rows[start]);
            }

            learner.Learn(row.AsSpan(0, GasTurbine.Sensors), row.AsSpan(GasTurbine.Nox, 1), prediction);
            double error = prediction[0] - Rows[i][GasTurbine.Nox];
            sum += i >= start + length + Undecided ? error * error : 0;
        }

        return sum / (After - Undecided);
    }

    private static LruLearner<float> Fit(GateOptions gate)
    {
        var learner = new LruLearner<float>(GasTurbine.Sensors, 1, new() { Update = new() { Gate = gate } });
        SequenceTrainer.Fit(learner, History(), new() { MaximumPasses = 3 });
        return learner;
    }

    private static LruRegressor<float> FitRegressor()
    {
        var learner = new LruRegressor<float>(GasTurbine.Sensors, new());
        learner.Standardize(History());
        OnlinePass.Run(learner, History());
        return learner;
    }

    private static TrainingRows<float> History()
    {
        var rows = new TrainingRows<float>(GasTurbine.Sensors, 1);
        foreach (float[] row in GasTurbine.Year(2011))
        {
            rows.Add(row.AsSpan(0, GasTurbine.Sensors), row.AsSpan(GasTurbine.Nox, 1));
        }

        return rows;
    }

    private static float Deviation(int column)
    {
        double mean = Rows.Average(row => (double)row[column]);
        return (float)Math.Sqrt(Rows.Average(row => (row[column] - mean) * (row[column] - mean)));
    }
}
