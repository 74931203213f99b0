using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>What the fit of a base makes of the rows that it holds back.</summary>
[TestClass]
public sealed class BaseFitTests
{
    private static readonly TrainingRows<double> Test = RelatedTasks.Rows<double>(0, 60, seed: 99);

    [TestMethod]
    public void Rows_held_back_are_learnt_in_the_end_in_as_many_passes_as_they_chose()
    {
        var passes = new Passes();
        var held = RelatedTasks.Small with { Fit = RelatedTasks.Small.Fit with { ValidationFraction = 0.3 } };
        var all = held with { Fit = held.Fit with { ValidationFraction = 0 } };

        var fitted = ComodulationTrainer.Fit(RelatedTasks.PrimaryRows<double>(90), 2, RelatedTasks.Primary, held, passes);
        var same = RelatedTasks.Fit<double>(all with { Fit = all.Fit with { MaximumPasses = passes.Best } });
        var fewer = RelatedTasks.Fit<double>(all with { Fit = all.Fit with { MaximumPasses = passes.Best - 1 } });

        // The same but for one scale of all logits, which rows held back tell.
        Assert.IsLessThan(1e-9, Spread(fitted, same));
        Assert.IsGreaterThan(1e-3, Spread(fitted, fewer));
    }

    [TestMethod]
    public void Logits_that_are_too_sure_by_a_factor_are_scaled_back_by_it_and_lose_what_they_would()
    {
        // Nine of ten rows of logit 2.2 are of the class: at its own scale that logit is as sure as it should be.
        double[] logits = [.. Enumerable.Range(0, 10).SelectMany(_ => new[] { 0.0, 8 * 2.2 })];
        var (scale, loss) = LogitScale.Best(logits, 2, row => row > 0 ? 1 : 0, _ => 1);
        Assert.AreEqual(0.125, scale);
        Assert.AreEqual(-((0.9 * Math.Log(0.9)) + (0.1 * Math.Log(0.1))), loss, 1e-4);
    }

    [TestMethod]
    public void A_base_that_is_right_of_all_rows_held_back_is_not_made_surer_of_itself()
    {
        double[] logits = [.. Enumerable.Range(0, 10).SelectMany(_ => new[] { 0.0, 2.2 })];
        Assert.AreEqual(8, LogitScale.Best(logits, 2, _ => 1, _ => 1).Scale);
        Assert.AreEqual(1, LogitScale.Best(logits, 2, _ => 1, _ => 1, largest: 1).Scale);

        // What the base says of what it knows well stays a probability.
        var model = RelatedTasks.Fit<double>(RelatedTasks.Small with { Fit = RelatedTasks.Small.Fit with { MaximumPasses = 20 } });
        Assert.IsLessThan(1, RelatedTasks.Probabilities(model.ForTask("a"), Test).Max());
    }

    [TestMethod]
    public void Rows_of_a_rare_class_that_weigh_half_of_all_are_trusted_as_fewer_rows()
    {
        var shared = new ComodulationBase<double>(RelatedTasks.Inputs, 2, RelatedTasks.Small);
        var parts = shared.CreateParts();
        parts.Initialize(shared.Memory, RelatedTasks.Small.Coupling);
        var rows = new TrainingRows<double>(RelatedTasks.Inputs, 1);
        for (int row = 0; row < 100; row++)
        {
            rows.Add(Test.Input(row % Test.Count), [row < 10 ? 1 : 0]);
        }

        Assert.AreEqual(100, new FeatureRows<double>(parts, shared.Memory, rows, 2, balances: false).EffectiveCount, 1e-9);

        // Weights 5 and 5/9: 100² / (10 · 25 + 90 · 25/81).
        Assert.AreEqual(36, new FeatureRows<double>(parts, shared.Memory, rows, 2, balances: true).EffectiveCount, 1e-9);
    }

    /// <summary>How far the logits of one base, over those of another, differ between rows.</summary>
    private static double Spread(ComodulationModel<double> model, ComodulationModel<double> other)
    {
        double[] ratios = [.. Logits(model).Zip(Logits(other), (logit, reference) => logit / reference)];
        return (ratios.Max() - ratios.Min()) / Math.Abs(ratios.Average());
    }

    private static IEnumerable<double> Logits(ComodulationModel<double> model) =>
        RelatedTasks.Probabilities(model.Base, Test).Chunk(2).Select(pair => Math.Log(pair[1] / pair[0]));

    private sealed class Passes : IProgress<TrainingProgress>
    {
        public int Best { get; private set; }

        public void Report(TrainingProgress value) => Best = value.IsBest ? value.Pass : Best;
    }
}
