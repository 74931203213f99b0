using AdaptiveML.Learners.Baselines;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>On the gas turbine's NOX: fitted to 2011, measured on 2012.</summary>
[TestClass]
public sealed class LruRegressorTests
{
    private static readonly TrainingRows<float> History = Rows(2011), Future = Rows(2012);

    [TestMethod]
    public void It_beats_the_last_value_and_least_squares_on_every_feature_that_these_could_have()
    {
        double combined = MeanSquare(Fit(new()), Future);
        Assert.IsLessThan(0.95 * MeanSquare(LeastSquares(), Future), combined);
        Assert.IsLessThan(0.5 * MeanSquare(new LastValue<float>(GasTurbine.Sensors, 1), Future), combined);
    }

    [TestMethod]
    public void Learning_the_recurrence_beats_leaving_it_as_drawn()
    {
        double learnt = MeanSquare(Fit(new()), Future);
        double drawn = MeanSquare(Fit(new() { Unit = new LruRegressorOptions().Unit with { GradientMode = GradientMode.ReadoutOnly } }), Future);
        Assert.IsLessThan(drawn, learnt);
    }

    [TestMethod]
    public void Intervals_cover_their_share_of_every_two_thousand_rows()
    {
        var learner = Fit(new());
        bool[] covered = [.. Predictions(learner, Future).Select((p, row) => Future.Target(row)[0] >= p[1] && Future.Target(row)[0] <= p[2])];
        for (int from = 0; from + 2000 <= covered.Length; from += 100)
        {
            Assert.AreEqual(0.95, covered[from..(from + 2000)].Average(hit => hit ? 1.0 : 0), 0.03);
        }
    }

    [TestMethod]
    [DataRow(24)]
    [DataRow(300)]
    public void Through_a_stretch_without_labels_it_stays_far_better_than_the_last_label(int stretch)
    {
        var learner = Fit(new());
        float[] prediction = new float[learner.OutputSize];
        double own = 0, stale = 0;
        float last = 0;
        for (int row = 0; row < Future.Count; row++)
        {
            bool isMissing = row / stretch % 2 == 1;
            float label = Future.Target(row)[0];
            learner.Learn(Future.Input(row), [isMissing ? float.NaN : label], prediction);
            own += isMissing ? Math.Pow(prediction[0] - label, 2) : 0;
            stale += isMissing ? Math.Pow(last - label, 2) : 0;
            last = isMissing ? last : label;
        }

        Assert.IsLessThan(0.6 * stale, own);
    }

    [TestMethod]
    public void A_label_far_from_all_others_is_doubted_once_and_believed_if_the_next_confirms_it()
    {
        var learner = Fit(new());
        float[] prediction = new float[learner.OutputSize];
        for (int row = 0; row < 200; row++)
        {
            float shift = row == 100 || row >= 150 ? 1e5f : 0;
            learner.Learn(Future.Input(row), [Future.Target(row)[0] + shift], prediction);
            Assert.AreEqual(row >= 152 ? 1e5 : 0, prediction[0], row >= 152 ? 5e3 : 300, $"row {row}");
        }

        Assert.AreEqual(2, learner.Count(UpdateReason.ImplausibleTarget));
    }

    [TestMethod]
    public void A_spike_is_as_if_the_input_were_missing()
    {
        var hurt = Fit(new() { HalfLife = null });
        float[] expected = new float[hurt.OutputSize], actual = new float[hurt.OutputSize], clean = Future.Input(99).ToArray();
        hurt.Learn(Future, 0, 100);
        var healthy = hurt.Clone();
        float[] spike = [.. clean[..7], clean[7] * 50, .. clean[8..]], missing = [.. clean[..7], float.NaN, .. clean[8..]];

        hurt.Predict(spike, actual);
        healthy.Predict(missing, expected);
        Assert.AreEqual((float)AlarmReason.Spike, actual[3]);
        CollectionAssert.AreEqual(expected[..3], actual[..3]);

        Assert.AreEqual(UpdateReason.Spike, hurt.Learn(spike, [Future.Target(99)[0]], actual).Reason);
        Assert.AreEqual(UpdateReason.ImputedInput, healthy.Learn(missing, [Future.Target(99)[0]], expected).Reason);
        for (int row = 100; row < 120; row++)
        {
            hurt.Learn(Future.Input(row), Future.Target(row), actual);
            healthy.Learn(Future.Input(row), Future.Target(row), expected);
            CollectionAssert.AreEqual(expected, actual, $"row {row}");
        }
    }

    [TestMethod]
    public void A_row_of_double_weight_is_learnt_more_from()
    {
        LruRegressor<float> light = Fit(new()), heavy = Fit(new());
        float[] prediction = new float[light.OutputSize];
        float[] input = Future.Input(0).ToArray(), target = [Future.Target(0)[0] + 10];
        light.Learn(input, target, prediction);
        heavy.Learn(new RowContext { Weight = 5 }, input, target, prediction);
        Assert.IsGreaterThan(Estimate(light), Estimate(heavy));

        float Estimate(LruRegressor<float> learner)
        {
            // The same label for both, so that what differs is what was learnt.
            learner.Predict(input, prediction);
            return prediction[0];
        }
    }

    [TestMethod]
    public void A_saved_regressor_goes_on_exactly()
    {
        var learner = Fit(new());
        byte[] payload = learner.Encode(new Dictionary<string, string>());
        var loaded = LruRegressor<float>.Codec.Decode(payload, LearnerPayload.ReadHeader(payload));
        CollectionAssert.AreEqual(learner.Learn(Future, 0, 300), loaded.Learn(Future, 0, 300));
        CollectionAssert.AreEqual(learner.Memory.Hash(), loaded.Memory.Hash());
    }

    [TestMethod]
    public void Options_out_of_range_are_refused_by_name()
    {
        foreach (var (options, name) in ((LruRegressorOptions, string)[])[
            (new() { L2Regularization = 0 }, "L2Regularization"), (new() { HuberThreshold = 0 }, "HuberThreshold"),
            (new() { LargestChange = 1 }, "LargestChange"), (new() { ConfidenceLevel = 0 }, "ConfidenceLevel")])
        {
            Assert.AreEqual(name, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new LruRegressor<float>(3, options)).ParamName);
        }
    }

    private static LruRegressor<float> Fit(LruRegressorOptions options)
    {
        var learner = new LruRegressor<float>(GasTurbine.Sensors, options);
        learner.Standardize(History);
        OnlinePass.Run(learner, History);
        return learner;
    }

    private static RecursiveLeastSquares<float> LeastSquares()
    {
        var learner = new RecursiveLeastSquares<float>(GasTurbine.Sensors, 1, new()
        {
            Forgetting = 0.995, SeesSquares = true, SeesDifferences = true, SeesLastTarget = true,
        });
        learner.Standardize(History);
        OnlinePass.Run(learner, History);
        return learner;
    }

    private static double MeanSquare(IOnlineLearner<float> learner, TrainingRows<float> rows) =>
        Predictions(learner, rows).Select((prediction, row) => Math.Pow(prediction[0] - rows.Target(row)[0], 2)).Average();

    private static IEnumerable<float[]> Predictions(IOnlineLearner<float> learner, TrainingRows<float> rows)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            float[] prediction = new float[learner.OutputSize];
            learner.Learn(rows.Input(row), rows.Target(row), prediction);
            yield return prediction;
        }
    }

    private static TrainingRows<float> Rows(int year)
    {
        var rows = new TrainingRows<float>(GasTurbine.Sensors, 1);
        foreach (float[] row in GasTurbine.Year(year))
        {
            rows.Add(row.AsSpan(0, GasTurbine.Sensors), row.AsSpan(GasTurbine.Nox, 1));
        }

        return rows;
    }
}
