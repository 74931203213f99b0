using AdaptiveML.Kernels;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Labels that shift, are gross, rare, or not to be learnt from, and what a regressor estimates then, against a twin that saw nothing of it.</summary>
[TestClass]
public sealed class LabelLevelTests
{
    private const int Inputs = LabelStream.Inputs, Fitted = LabelStream.Fitted;
    private const double Shift = 100;

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.001)]
    [DataRow(0.1)]
    public void A_level_that_shifts_and_stays_is_taken_up_with_the_third_row_and_so_is_the_return(double noise)
    {
        var stream = new LabelStream(noise);
        LruRegressor<double> twin = stream.Fit(), shifted = (LruRegressor<double>)twin.Clone();
        double bound = 0.01 + (2 * noise);
        for (int row = 0; row < 600; row++)
        {
            bool isShifted = row < 300;
            double level = isShifted ? Shift * stream.Deviation : 0;
            var (input, label) = stream.Next();
            double gap = (Estimate(shifted, input, label + level) - Estimate(twin, input, label) - level) / stream.Deviation;
            switch (row % 300)
            {
                case 0: Assert.AreEqual(isShifted ? -Shift : Shift, gap, 1, "nobody could know"); break;
                case 1: Assert.IsInRange(isShifted ? -Shift - 1 : 0, isShifted ? 0 : Shift + 1, gap, "one label is a fault or a level"); break;
                default: Assert.AreEqual(0, gap, bound, $"row {row}"); break;
            }
        }

        Assert.AreEqual(2, shifted.Count(UpdateReason.ImplausibleTarget));
    }

    [TestMethod]
    [DataRow(1e3)]
    [DataRow(-1e6)]
    [DataRow(1e12)]
    public void One_gross_label_leaves_the_next_estimates_as_they_are(double gross)
    {
        var stream = new LabelStream(0.1);
        LruRegressor<double> twin = stream.Fit(), hurt = (LruRegressor<double>)twin.Clone();
        for (int row = 0; row < 200; row++)
        {
            var (input, label) = stream.Next();
            double gap = (Estimate(hurt, input, row == 0 ? gross : label) - Estimate(twin, input, label)) / stream.Deviation;
            Assert.AreEqual(0, gap, 0.01, $"row {row}");
        }
    }

    [TestMethod]
    [DataRow(1e14)]
    [DataRow(1e20)]
    [DataRow(-9.97e36)]
    public void What_a_system_writes_where_it_has_no_label_is_as_if_there_were_none(double fill)
    {
        var stream = new LabelStream(0.1);
        LruRegressor<double> twin = stream.Fit(), filled = (LruRegressor<double>)twin.Clone();
        for (int row = 0; row < 400; row++)
        {
            var (input, label) = stream.Next();
            Assert.AreEqual(Estimate(twin, input, row < 50 ? double.NaN : label), Estimate(filled, input, row < 50 ? fill : label), $"row {row}");
        }

        Assert.AreEqual(50, filled.Count(UpdateReason.NonFiniteTarget));
    }

    [TestMethod]
    [DataRow(1e16)]
    [DataRow(1e30)]
    public void A_sensor_that_stands_at_what_arithmetic_cannot_bear_is_as_if_it_were_missing(double fill)
    {
        var stream = new LabelStream(0.1);
        LruRegressor<double> twin = stream.Fit(), stuck = (LruRegressor<double>)twin.Clone();
        for (int row = 0; row < 400; row++)
        {
            var (input, label) = stream.Next();
            double[] missing = [double.NaN, .. input[1..]], stood = [fill, .. input[1..]];
            double gap = Estimate(stuck, row < 200 ? stood : input, label) - Estimate(twin, row < 200 ? missing : input, label);
            Assert.AreEqual(0, gap / stream.Deviation, 0.01, $"row {row}");
        }

        Assert.AreEqual(0, stuck.Count(UpdateReason.InputOutOfRange));
    }

    [TestMethod]
    public void Once_a_level_came_true_the_next_doubt_is_hedged_and_its_interval_reaches_to_both()
    {
        var stream = new LabelStream(0.1);
        var learner = stream.Fit();
        double[] prediction = new double[learner.OutputSize];
        for (int row = 0; row < 300; row++)
        {
            Estimate(learner, stream, row < 200 ? 0 : Shift);
        }

        Estimate(learner, stream, 3 * Shift);
        var (input, label) = stream.Next();
        learner.Predict(input, prediction);
        Assert.IsInRange(label + (1.1 * Shift), label + (2.5 * Shift), prediction[0]);
        Assert.IsLessThan(label + Shift + 1, prediction[1]);
        Assert.IsGreaterThan(prediction[0] + (prediction[0] - label - Shift) - 1, prediction[2]);
    }

    [TestMethod]
    public void Where_labels_are_rare_rows_without_are_estimated_as_well_as_those_with()
    {
        var stream = new LabelStream(0.1);
        var learner = stream.Fit(every: 24);
        double with = 0, without = 0;
        for (int row = 0; row < 500 * 24; row++)
        {
            var (input, label) = stream.Next();
            double error = Estimate(learner, input, row % 24 == 0 ? label : double.NaN) - label;
            (with, without) = row % 24 == 0 ? (with + (error * error), without) : (with, without + (error * error));
        }

        (with, without) = (Math.Sqrt(with / 500), Math.Sqrt(without / (500 * 23)));
        Assert.IsInRange(with / 1.3, with * 1.3, without);
        Assert.IsLessThan(0.2 * stream.Deviation, without);
    }

    [TestMethod]
    public void One_that_only_follows_weighs_its_experts_by_the_labels_of_each_sequence_for_that_alone()
    {
        var stream = new LabelStream(0.1);
        var learner = stream.Fit();
        RowContext one = new() { Sequence = SequenceKey.Of("one") }, other = new() { Sequence = SequenceKey.Of("other") };
        for (int row = 0; row < 200; row++)
        {
            var (input, label) = stream.Next();
            Estimate(learner, input, label, row % 2 == 0 ? one : other);
        }

        learner.Mode = UpdateMode.StateOnly;
        var (probe, _) = stream.Next();
        double[] ownBefore = Predict(one), otherBefore = Predict(other), newBefore = Predict(new() { Sequence = SequenceKey.Of("new") });
        for (int row = 0; row < 100; row++)
        {
            Estimate(learner, stream.Next().Input, 3, one);
        }

        double[] ownAfter = Predict(one), newAfter = Predict(new() { Sequence = SequenceKey.Of("new") });
        int weights = learner.Output[PredictionNames.Weights].Offset;
        Assert.IsGreaterThan(ownBefore[weights] + 0.5, ownAfter[weights], "labels that stand still speak for the last value");
        CollectionAssert.AreEqual(otherBefore, Predict(other));
        CollectionAssert.AreEqual(newBefore[weights..], newAfter[weights..]);
        Assert.AreEqual(newBefore[0], newAfter[0]);

        double[] Predict(RowContext context)
        {
            double[] prediction = new double[learner.OutputSize];
            learner.Predict(context, probe, prediction);
            return prediction;
        }
    }

    [TestMethod]
    [DataRow(1e6)]
    [DataRow(-1e6)]
    public void An_input_far_off_after_the_fit_moves_no_estimate_out_of_the_range_of_labels_and_half_as_much(double offset)
    {
        var stream = new LabelStream(0.1);
        var learner = stream.Fit();
        double lowest = stream.Lowest, highest = stream.Highest, room = 0.5 * (highest - lowest);
        for (int row = 0; row < 200; row++)
        {
            double[] input = stream.Next().Input;
            input[0] += offset;
            Assert.IsInRange(lowest - room, highest + room, Estimate(learner, input, double.NaN), $"row {row}");
        }
    }

    private static void Estimate(LruRegressor<double> learner, LabelStream stream, double level)
    {
        var (input, label) = stream.Next();
        Estimate(learner, input, label + level);
    }

    private static double Estimate(LruRegressor<double> learner, double[] input, double label, RowContext context = default)
    {
        double[] prediction = new double[learner.OutputSize];
        learner.Learn(context, input, [label], prediction);
        return prediction[0];
    }
}
