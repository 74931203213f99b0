namespace AdaptiveML.Online.Tests;

[TestClass]
public sealed class SequenceTrainerTests
{
    [TestMethod]
    public void Fit_finds_the_weight_whatever_the_units_and_reports_every_pass()
    {
        List<TrainingProgress> reported = [];
        var learner = new WeightLearner(new() { LearningRate = 0.01 });
        var passes = SequenceTrainer.Fit(learner, Rows(1000), new() { MaximumPasses = 5, Patience = 5 }, new Reporter(reported));
        Assert.HasCount(5, passes);
        CollectionAssert.AreEqual(passes.ToArray(), reported);
        double[] prediction = new double[1];
        learner.Predict([1_000_300], prediction);
        Assert.AreEqual(Target(1_000_300), prediction[0], 1e-2);
    }

    [TestMethod]
    public void Training_stops_when_validation_no_longer_improves()
    {
        // The last fifth follows another law: every pass that fits the first four fifths better does worse on it.
        var rows = new TrainingRows<double>(1, 1);
        for (int row = 0; row < 1000; row++)
        {
            double x = Math.Sin(row);
            rows.Add([x], [row < 800 ? x : -x]);
        }

        var learner = new WeightLearner(new() { LearningRate = 0.001 });
        var passes = SequenceTrainer.Fit(learner, rows, new() { MaximumPasses = 50, Patience = 2 });
        Assert.HasCount(3, passes);
        Assert.IsTrue(passes[0].IsBest);
        Assert.IsFalse(passes[1].IsBest || passes[2].IsBest);
    }

    [TestMethod]
    public void A_cancelled_fit_leaves_the_learner_as_it_was()
    {
        var learner = new WeightLearner(new());
        byte[] before = learner.Memory.Hash();
        using var source = new CancellationTokenSource();
        var cancelAfterOne = new Canceller(source);
        Assert.ThrowsExactly<OperationCanceledException>(() => SequenceTrainer.Fit(learner, Rows(100), new(), cancelAfterOne, source.Token));
        CollectionAssert.AreEqual(before, learner.Memory.Hash());
    }

    [TestMethod]
    public void Rows_without_a_target_cannot_be_fitted()
    {
        var rows = new TrainingRows<double>(1, 1);
        rows.Add([1.0], [double.NaN]);
        Assert.ThrowsExactly<ArgumentException>(() => SequenceTrainer.Fit(new WeightLearner(new()), rows, new()));
        Assert.ThrowsExactly<ArgumentException>(() => SequenceTrainer.Fit(new WeightLearner(new()), new TrainingRows<double>(1, 1), new()));
    }

    [TestMethod]
    public void Rows_held_back_that_have_no_target_choose_nothing()
    {
        var rows = new TrainingRows<double>(1, 1);
        for (int row = 0; row < 1000; row++)
        {
            double x = Math.Sin(row);
            rows.Add([x], [row < 800 ? 3 * x : double.NaN]);
        }

        var learner = new WeightLearner(new() { LearningRate = 0.01 });
        Assert.HasCount(5, SequenceTrainer.Fit(learner, rows, new() { MaximumPasses = 5 }));
        double[] prediction = new double[1];
        learner.Predict([1.0], prediction);
        Assert.AreEqual(3, prediction[0], 0.01);
    }

    [TestMethod]
    public void The_passes_may_have_a_step_size_of_their_own()
    {
        var learner = new WeightLearner(new() { LearningRate = 0.002 });
        SequenceTrainer.Fit(learner, Rows(50), new() { LearningRate = 0.1 });
        Assert.AreEqual(0.002, learner.LearningRate);
    }

    [TestMethod]
    public void A_machine_that_cannot_go_backwards_through_time_says_so()
    {
        var learner = new WeightLearner(new());
        byte[] before = learner.Memory.Hash();
        var options = new TrainingOptions { Method = TrainingMethod.BackpropagationThroughTime };
        Assert.Contains(nameof(WeightLearner), Assert.ThrowsExactly<NotSupportedException>(() => SequenceTrainer.Fit(learner, Rows(50), options)).Message);
        CollectionAssert.AreEqual(before, learner.Memory.Hash());
    }

    [TestMethod]
    public void Bad_options_are_named()
    {
        Assert.AreEqual("Method", Named(new() { Method = (TrainingMethod)9 }));
        Assert.AreEqual("WindowRows", Named(new() { WindowRows = 0 }));

        static string? Named(TrainingOptions options) => Assert.ThrowsExactly<ArgumentOutOfRangeException>(options.Validate).ParamName;
    }

    private static double Target(double x) => (3 * x) - 7;

    private static TrainingRows<double> Rows(int count)
    {
        var rows = new TrainingRows<double>(1, 1);
        for (int row = 0; row < count; row++)
        {
            double x = 1_000_000 + (500 * Math.Sin(row));
            rows.Add([x], [Target(x)]);
        }

        return rows;
    }

    private sealed class Reporter(List<TrainingProgress> reported) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => reported.Add(value);
    }

    private sealed class Canceller(CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => source.Cancel();
    }
}
