using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class TttFitTests
{
    [TestMethod]
    public void A_fit_that_is_cancelled_leaves_the_learner_as_it_was()
    {
        var learner = TttFeaturizer<float>.Create(Waves.Inputs, new() { Width = 8 });
        string before = learner.HashText();
        using var source = new CancellationTokenSource();
        var progress = new Reports(_ => source.Cancel());
        Assert.Throws<OperationCanceledException>(
            () => learner.Fit(Waves.Rows<float>(500), new() { MaximumPasses = 5 }, progress, source.Token));
        Assert.AreEqual(before, learner.HashText());
    }

    [TestMethod]
    public void Every_pass_is_reported_and_the_best_is_kept()
    {
        var rows = Waves.Rows<float>(800);
        var learner = TttFeaturizer<float>.Create(Waves.Inputs, new() { Width = 8 });
        List<TrainingProgress> reported = [];
        var passes = learner.Fit(
            rows,
            new() { WindowsPerStep = 4, WindowRows = 32, LearningRate = 0.1, DecaysRate = false, MaximumPasses = 12, Patience = 3 },
            new Reports(reported.Add));
        CollectionAssert.AreEqual(passes.ToArray(), reported);
        Assert.AreEqual(passes.Min(pass => pass.ValidationLoss), passes.Last(pass => pass.IsBest).ValidationLoss);
        Assert.IsTrue(passes.Count == 12 || passes.SkipLast(3).Last().IsBest);
    }

    [TestMethod]
    public void The_same_fit_gives_the_same_learner()
    {
        var rows = Waves.Rows<float>(400);
        string Fit()
        {
            var learner = TttFeaturizer<float>.Create(Waves.Inputs, new() { Width = 8 });
            learner.Fit(rows, new() { WindowsPerStep = 4, WindowRows = 32, MaximumPasses = 2 });
            return learner.HashText();
        }

        Assert.AreEqual(Fit(), Fit());
    }

    [TestMethod]
    public void Windows_do_not_reach_across_sequences_and_unknown_ones_count_for_nothing()
    {
        var waves = Waves.Rows<float>(400);
        TrainingRows<float> whole = new(Waves.Inputs, 0), alternating = new(Waves.Inputs, 0);
        for (int t = 0; t < 400; t++)
        {
            whole.Add(waves.Input(t), [], new() { Sequence = SequenceKey.Of(1) });
            alternating.Add(waves.Input(t), [], new() { Sequence = SequenceKey.Of(1) });
            alternating.Add([0, 0, 0], [], new() { Sequence = SequenceKey.Unknown, Weight = 0 });
        }

        byte[] Parameters(TrainingRows<float> rows)
        {
            var learner = TttFeaturizer<float>.Create(Waves.Inputs, new() { Width = 8 });
            learner.Fit(rows, new() { WindowsPerStep = 4, WindowRows = 32, MaximumPasses = 3 });
            return learner.Memory.Parameters.Bytes.ToArray();
        }

        CollectionAssert.AreEqual(Parameters(whole), Parameters(alternating));
    }

    [TestMethod]
    public void Rows_of_other_sizes_or_without_any_target_are_refused()
    {
        var learner = TttFeaturizer<float>.Create(3, new() { Width = 8 });
        Assert.Throws<ArgumentException>(() => learner.Fit(new TrainingRows<float>(4, 0), new()));
        var rows = new TrainingRows<float>(3, 0);
        for (int t = 0; t < 20; t++)
        {
            rows.Add([float.NaN, float.NaN, float.NaN], []);
        }

        Assert.Contains("target", Assert.Throws<ArgumentException>(() => learner.Fit(rows, new())).Message);
    }

    private sealed class Reports(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
