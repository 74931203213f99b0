using AdaptiveML.Learners.Trials;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public class TrialLearnerTests
{
    private static readonly TrialRules Pair = new() { Models = ["champion", "challenger"], Baseline = TrialBaseline.None };

    [TestMethod]
    public void A_challenger_that_errs_less_comes_to_answer()
    {
        var trial = new TrialLearner<float>(Pair);

        var change = PairedLosses.FirstChange(trial, PairedLosses.Rows("AR(.5)", 2000, 7, lead: 1));

        Assert.AreEqual(("champion", "challenger", TrialChangeCause.Better), (change!.Value.From, change.Value.To, change.Value.Cause));
        Assert.AreEqual("challenger", trial.Standings.AnsweredBy);
        Assert.IsGreaterThan(Pair.WarmUp, change.Value.Row);
    }

    [TestMethod]
    [DataRow("white")]
    [DataRow("AR(.9)")]
    [DataRow("t3")]
    public void Of_equally_good_models_hardly_any_challenger_comes_to_answer(string law)
    {
        int changed = Enumerable.Range(1, 60).Count(seed =>
            PairedLosses.FirstChange(new(Pair), PairedLosses.Rows(law, 1500, 50_000 + (ulong)seed)) is not null);

        // At a level of 5 %, eight or more of sixty have a probability of one in a hundred.
        Assert.IsLessThan(8, changed);
    }

    [TestMethod]
    public void A_champion_that_breaks_is_gone_within_fifty_rows()
    {
        var trial = new TrialLearner<float>(new() { Models = ["champion", "challenger"] });
        Run(trial, 600, row => (Wave(row) + Ripple(row), Wave(row) + Ripple(row + 7), Wave(row)));
        Assert.IsEmpty(trial.Standings.Changes);

        Run(trial, 50, row => (1000 * Wave(row), Wave(row) + Ripple(row), Wave(row)), from: 600);

        var change = trial.Standings.Changes.Single();
        Assert.AreEqual(("challenger", TrialChangeCause.Broken), (change.To, change.Cause));
    }

    [TestMethod]
    public void Where_the_champion_is_worse_than_the_last_value_that_answers_and_it_is_said()
    {
        var trial = new TrialLearner<float>(new() { Models = ["champion"] });

        Run(trial, 1500, row => (Wave(row) + (5 * Ripple(row)), float.NaN, Wave(row)));

        Assert.AreEqual("baseline", trial.Standings.AnsweredBy);
        float[] prediction = new float[trial.OutputSize];
        var result = trial.Learn([Wave(1500)], [Wave(1500)], prediction);
        Assert.AreEqual(Wave(1499), prediction[0]);
        Assert.AreEqual(AlarmReason.WorseThanLastValue, result.Alarm);
    }

    [TestMethod]
    public void A_missing_answer_is_given_by_who_erred_least_of_late()
    {
        var trial = new TrialLearner<float>(new() { Models = ["champion", "poor", "good"], Baseline = TrialBaseline.None });
        float[] prediction = new float[trial.OutputSize];
        for (int row = 0; row < 100; row++)
        {
            trial.Learn([1, 3, 1.5f], [1], prediction);
        }

        trial.Predict([float.NaN, 3, 1.5f], prediction);

        Assert.AreEqual(1.5f, prediction[0]);
        CollectionAssert.AreEqual(new float[] { 0, 0, 1 }, trial.Part(TrialOutputs.AnsweredBy, prediction).ToArray());
    }

    [TestMethod]
    public void A_champion_that_answers_no_more_is_gone_within_fifty_rows()
    {
        var trial = new TrialLearner<float>(Pair);
        Run(trial, 400, row => (Wave(row) + Ripple(row), Wave(row) + Ripple(row + 7), Wave(row)));

        Run(trial, 50, row => (float.NaN, Wave(row) + Ripple(row), Wave(row)), from: 400);

        Assert.AreEqual("challenger", trial.Standings.AnsweredBy);
    }

    [TestMethod]
    public void An_answer_is_brought_to_the_largest_deviation_from_the_champions()
    {
        var trial = new TrialLearner<float>(Pair with { LargestDeviation = 0.5 });
        Run(trial, 1000, row => (Wave(row) + 3, Wave(row), Wave(row)));
        Assert.AreEqual("challenger", trial.Standings.AnsweredBy);
        float[] prediction = new float[trial.OutputSize];

        trial.Predict([3, 0], prediction);

        Assert.AreEqual(2.5f, prediction[0]);
    }

    [TestMethod]
    public void When_a_trial_is_over_who_answers_goes_on()
    {
        var trial = new TrialLearner<float>(Pair with { MaximumRows = 250 });

        Run(trial, 2000, row => (Wave(row) + 3, Wave(row), Wave(row)));

        Assert.AreEqual("champion", trial.Standings.AnsweredBy);
        Assert.AreEqual(2000, trial.Standings.Labels);
    }

    [TestMethod]
    public void Between_two_changes_there_are_as_many_labels_as_the_rules_ask()
    {
        var trial = new TrialLearner<float>(Pair with { MinimumReign = 700 });

        Run(trial, 701, row => (Wave(row) + (row % 3), Wave(row) + (row % 2), Wave(row)));

        Assert.AreEqual(701, trial.Standings.Changes.Single().Row);
    }

    [TestMethod]
    public void The_majority_takes_part_where_answers_are_classes()
    {
        var trial = new TrialLearner<float>(new() { Models = ["champion"], Loss = TrialLoss.ZeroOne, Baseline = TrialBaseline.Majority });

        Run(trial, 3000, row => (row % 2, float.NaN, row % 5 == 0 ? 1 : 2));

        float[] prediction = new float[trial.OutputSize];
        trial.Predict([0], prediction);
        Assert.AreEqual(2, prediction[0]);
        Assert.AreEqual(0.2, trial.Standings.Contestants[1].MeanLoss, 0.01);
    }

    [TestMethod]
    public void After_a_change_the_others_are_compared_with_the_new_one()
    {
        var trial = new TrialLearner<float>(Pair);
        Run(trial, 1000, row => (Wave(row) + 1 + Ripple(row), Wave(row) + Ripple(row + 7), Wave(row)));

        Run(trial, 3000, row => (Wave(row) + Ripple(row), Wave(row) + 1 + Ripple(row + 7), Wave(row)), from: 1000);

        CollectionAssert.AreEqual(new[] { "challenger", "champion" }, trial.Standings.Changes.Select(change => change.To).ToArray());
    }

    [TestMethod]
    public void Rules_out_of_their_range_are_refused_by_name()
    {
        foreach (var (rules, name) in new (TrialRules, string)[]
        {
            (Pair with { Level = 0 }, nameof(TrialRules.Level)),
            (Pair with { WarmUp = 10 }, nameof(TrialRules.WarmUp)),
            (Pair with { MinimumReign = -1 }, nameof(TrialRules.MinimumReign)),
            (Pair with { MaximumRows = 0 }, nameof(TrialRules.MaximumRows)),
            (Pair with { LargestDeviation = 0 }, nameof(TrialRules.LargestDeviation)),
            (Pair with { Loss = (TrialLoss)9 }, nameof(TrialRules.Loss)),
            (Pair with { Models = ["a", "a"] }, nameof(TrialRules.Models)),
            (Pair with { Models = ["baseline"] }, nameof(TrialRules.Models)),
        })
        {
            string message = Assert.Throws<ArgumentException>(() => new TrialLearner<float>(rules)).Message;
            StringAssert.Contains(message, name == nameof(TrialRules.Models) ? "name" : name);
        }
    }

    private static float Wave(int row) => 10 * MathF.Sin(row / 5f);

    /// <summary>An error that comes and goes, of either sign.</summary>
    private static float Ripple(int row) => ((row * 7919) % 101 / 50f) - 1;

    private static void Run(TrialLearner<float> trial, int rows, Func<int, (float Champion, float Challenger, float Label)> make, int from = 0)
    {
        float[] prediction = new float[trial.OutputSize];
        for (int row = from; row < from + rows; row++)
        {
            var (champion, challenger, label) = make(row);
            trial.Learn(trial.InputSize == 1 ? [champion] : [champion, challenger], [label], prediction);
        }
    }
}
