using AdaptiveML.Pipeline;
using AdaptiveML.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Transforms.Tests.Ttt;

[TestClass]
public sealed class TttUpdateTests
{
    [TestMethod]
    public void An_updated_model_has_followed_the_new_rows_and_its_trainer_is_the_same()
    {
        var (seen, next) = (Machines.Future[..60], Machines.Future[60..]);

        var updated = Machines.Context.Model.Update(Machines.Model, Machines.View(seen), out var reports);

        CollectionAssert.AreEqual(Machines.Model.Scores(Machines.Future)[60..], updated.Scores(next));
        Assert.AreSame(Trainer(Machines.Model), Trainer(updated));
        Assert.AreEqual(60, reports.Single().Rows);
        Assert.Contains("'Context' from 'Features': 60 rows", reports.Single().ToString());
    }

    [TestMethod]
    public void A_loaded_model_is_updated_alike()
    {
        var rows = Machines.View(Machines.Future[..60]);

        CollectionAssert.AreEqual(
            Machines.Context.Model.Update(Machines.Model, rows).Scores(Machines.Future),
            Machines.Context.Model.Update(Machines.Model.SavedAndLoaded(), rows).Scores(Machines.Future));
    }

    [TestMethod]
    public void To_adapt_in_Transform_is_what_it_does_anyway() => CollectionAssert.AreEqual(
        Machines.Model.Scores(Machines.Future), Machines.Context.Model.AdaptInTransform(Machines.Model).Scores(Machines.Future));

    [TestMethod]
    public void A_change_in_the_pattern_of_the_rows_raises_the_drift_score()
    {
        var model = Machines.Context.Model.Update(Machines.Model, Machines.View(Machines.Future[..60]));
        var changed = Machines.Future[60..].Select(row => new MachineRow { Machine = row.Machine, Features = [-2 * row.Features[1], 3 * row.Features[0]] });

        float usual = Drift(model, Machines.Future[60..]), unusual = Drift(model, changed);

        Assert.IsGreaterThan(usual + 1, unusual);
    }

    private static float Drift(ITransformer model, IEnumerable<MachineRow> rows) =>
        model.Transform(Machines.View(rows)).GetColumn<float>("Drift").Take(8).Average();

    private static ITransformer Trainer(ITransformer model) => ((IEnumerable<ITransformer>)model).Last();
}
