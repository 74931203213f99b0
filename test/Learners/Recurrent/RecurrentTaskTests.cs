using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>What BP(λ) can do on tasks with a known answer; the bench shows them whole.</summary>
[TestClass]
public sealed class RecurrentTaskTests
{
    [TestMethod]
    public void Synthetic_gradients_of_a_net_that_stands_still_come_the_closer_to_the_true_ones_the_larger_lambda()
    {
        double[] lambdas = [0, 0.5, 1];
        double[] medians = [.. lambdas.Select(lambda => Median([.. Enumerable.Range(1, 5).Select(seed => FrozenNet.Cosine(lambda, (ulong)seed, 1000))]))];
        Assert.IsLessThanOrEqualTo(0.5, medians[0]);
        Assert.IsLessThan(medians[1], medians[0]);
        Assert.IsLessThan(medians[2], medians[1]);
        Assert.IsGreaterThanOrEqualTo(0.93, medians[2]);
    }

    [TestMethod]
    public void Targets_asked_for_by_what_was_seen_four_steps_before_are_reached_without_going_back_through_time()
    {
        var settings = TargetReaching.Settings(learningRate: 3e-3) with { Guard = GuardOptions.None };
        double[] losses = [.. Enumerable.Range(1, 3).Select(seed =>
        {
            var task = new TargetReaching(settings, (ulong)seed, steps: 5);
            task.Run(700);
            return task.Run(50);
        })];
        Assert.IsLessThan(0.05, Median(losses), string.Join(' ', losses));
    }

    [TestMethod]
    public void Of_all_methods_one_that_learns_what_the_label_hangs_on_predicts()
    {
        var settings = AddStream.Settings(learningRate: 5e-3) with { Method = RecurrentMethod.Auto, TrialRows = 500 };
        var task = new AddStream(settings, first: 1, second: 2, seed: 1);
        Assert.IsTrue(task.Learner.Diagnostics.IsTrial);
        task.Run(2000);
        Assert.IsFalse(task.Learner.Diagnostics.IsTrial);
        double late = task.Run(1000);
        Assert.IsLessThan(0.56, late, $"{task.Learner.Diagnostics}");
        Assert.IsTrue(task.Learner.Diagnostics is not { Method: RecurrentMethod.Truncated, Truncation: 1 }, $"{task.Learner.Diagnostics}");
    }

    [TestMethod]
    public void A_guard_keeps_what_only_synthetic_gradients_can_learn()
    {
        // Twins that go back three steps of twenty stay at chance. The first net learns as it would alone, whoever predicts.
        int learnt = 0;
        for (ulong seed = 1; seed <= 5; seed++)
        {
            var task = new CueTask(CueTask.Settings() with { Truncation = 3 }, steps: 20, seed);
            task.Run(4500);
            var (error, own) = task.Run(500);
            Assert.IsLessThanOrEqualTo(own + 5, error, $"seed {seed}: {task.Learner.Diagnostics}");
            learnt += own < 50 ? 1 : 0;
        }

        Assert.IsGreaterThanOrEqualTo(2, learnt);
    }

    [TestMethod]
    public void A_net_that_synthetic_gradients_harm_falls_back_and_is_then_what_truncated_backpropagation_alone_would_be()
    {
        var settings = AddStream.Settings(weight: 10, synthesizer: 100, learningRate: 3e-3) with
        {
            Truncation = 4, Guard = new() { AuditEvery = 0, CompareEvery = 50, Blocks = 4 },
        };
        AddStream guarded = new(settings, first: 1, second: 3, seed: 1);
        AddStream alone = new(settings with { Method = RecurrentMethod.Truncated }, first: 1, second: 3, seed: 1);
        int compared = 0;
        for (int block = 0; block < 60; block++)
        {
            var before = guarded.Learner.Diagnostics.Phase;
            double loss = guarded.Run(50), expected = alone.Run(50);
            if (before >= RecurrentPhase.Fallback && guarded.Learner.Diagnostics.Phase >= RecurrentPhase.Fallback)
            {
                Assert.AreEqual(expected, loss, $"block {block}");
                Assert.AreEqual(RecurrentMethod.Truncated, guarded.Learner.Diagnostics.Method);
                compared++;
            }
        }

        Assert.IsGreaterThan(10, compared, $"{guarded.Learner.Diagnostics}");
    }

    [TestMethod]
    public void Diagnostics_are_part_of_the_memory()
    {
        var task = new AddStream(AddStream.Settings() with { Guard = new() { AuditEvery = 100 } }, first: 2, second: 4, seed: 1);
        task.Run(3000);
        var known = task.Learner.Diagnostics;
        Assert.IsGreaterThan(15, known.Audits);
        Assert.IsTrue(double.IsFinite(known.Gain) && known.Loss > 0.3 && known.Loss < 0.9 && known.TdError > 0 && known.SyntheticRatio > 0, $"{known}");
        Assert.AreEqual(known, ((RecurrentLearner<double>)task.Learner.Clone()).Diagnostics);
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
