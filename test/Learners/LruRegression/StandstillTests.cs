using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Labels, and inputs, that stand still while all else goes on, against a twin for which nothing does.</summary>
[TestClass]
public sealed class StandstillTests
{
    /// <summary>Repetitions that may be chance.</summary>
    private const int Doubtful = 23;

    [TestMethod]
    public void A_label_that_sticks_is_said_and_not_learnt_and_leaves_estimates_and_bounds_as_they_were()
    {
        var stream = new LabelStream(0.1);
        LruRegressor<double> twin = stream.Fit(), stuck = (LruRegressor<double>)twin.Clone();
        double frozen = stream.Next().Label, squares = 0, squaresOfTwin = 0, widths = 0, widthsOfTwin = 0;
        for (int row = 0; row < 400; row++)
        {
            var (input, label) = stream.Next();
            var result = Learn(stuck, input, row < 300 ? frozen : label, out double[] prediction);
            Learn(twin, input, label, out double[] ofTwin);
            if (row < 300)
            {
                Assert.AreEqual(row >= Doubtful ? UpdateReason.StuckTarget : UpdateReason.None, result.Reason, $"row {row}");
                Assert.AreEqual(row > Doubtful, result.Alarm == AlarmReason.StuckTarget, $"row {row}: {result.Alarm}");
            }
            else if (row >= 305)
            {
                squares += Square(prediction[0] - label);
                squaresOfTwin += Square(ofTwin[0] - label);
                widths += prediction[2] - prediction[1];
                widthsOfTwin += ofTwin[2] - ofTwin[1];
            }
        }

        Assert.IsLessThan(2, Math.Sqrt(squares / squaresOfTwin));
        Assert.IsInRange(0.7, 3, widths / widthsOfTwin);
    }

    [TestMethod]
    public void While_a_label_stands_the_estimate_is_it_and_the_bounds_are_narrow()
    {
        var stream = new LabelStream(0.1);
        var learner = stream.Fit();
        for (int row = 0; row < 200; row++)
        {
            Learn(learner, stream.Next().Input, 7, out double[] prediction);
            if (row >= 60)
            {
                Assert.AreEqual(7, prediction[0], 0.05, $"row {row}");
                Assert.IsLessThan(0.2, prediction[2] - prediction[1], $"row {row}");
            }
        }
    }

    [TestMethod]
    public void Rare_labels_that_are_the_same_do_not_stand_still()
    {
        var stream = new LabelStream(0.1);
        var learner = stream.Fit();
        for (int row = 0; row < 24 * 60; row++)
        {
            var result = Learn(learner, stream.Next().Input, row % 24 == 0 ? 7 : double.NaN, out _);
            Assert.AreEqual(row % 24 == 0 ? UpdateReason.None : UpdateReason.MissingTarget, result.Reason, $"row {row}");
        }
    }

    [TestMethod]
    public void A_sensor_that_sticks_and_one_that_moves_for_the_first_time_are_said_in_the_result()
    {
        const int Idle = 2;
        var stream = new LabelStream(0.1);
        var rows = new TrainingRows<double>(LabelStream.Inputs, 1);
        for (int row = 0; row < 1000; row++)
        {
            var (input, label) = stream.Next();
            input[Idle] = 0;
            rows.Add(input, [label]);
        }

        var learner = new LruRegressor<double>(LabelStream.Inputs, new());
        learner.Standardize(rows);
        OnlinePass.Run(learner, rows);
        for (int row = 0; row < 60; row++)
        {
            var (input, label) = stream.Next();
            (input[0], input[Idle]) = (0.5, 0);
            Assert.AreEqual(row >= Doubtful ? AlarmReason.StuckInput : AlarmReason.None, Learn(learner, input, label, out _).Alarm, $"row {row}");
        }

        var (next, last) = stream.Next();
        next[Idle] = 1;
        Assert.AreEqual(AlarmReason.NewInput, Learn(learner, next, last, out _).Alarm);
    }

    [TestMethod]
    public void Where_no_input_is_known_bounds_widen_until_they_hold_what_labels_do_by_themselves()
    {
        var stream = new LabelStream(0.1);
        var learner = stream.Fit();
        int covered = 0, rows = 0;
        double before = 0;
        for (int outage = 0; outage < 20; outage++)
        {
            for (int row = 0; row < 100; row++)
            {
                var (input, label) = stream.Next();
                bool isOut = row >= 50;
                Learn(learner, isOut ? [double.NaN, double.NaN, double.NaN] : input, isOut ? double.NaN : label, out double[] prediction);
                double width = prediction[2] - prediction[1];
                Assert.IsTrue(row <= 50 || width > before - 1e-9, $"row {row}");
                covered += isOut && label >= prediction[1] && label <= prediction[2] ? 1 : 0;
                (before, rows) = (width, rows + (isOut ? 1 : 0));
            }
        }

        Assert.IsGreaterThan(0.9, (double)covered / rows);
    }

    private static UpdateResult Learn(LruRegressor<double> learner, double[] input, double label, out double[] prediction)
    {
        prediction = new double[learner.OutputSize];
        return learner.Learn(input, [label], prediction);
    }

    private static double Square(double value) => value * value;
}
