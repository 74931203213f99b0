using AdaptiveML.Contract.Lives;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Recurrent;

/// <summary>A pipeline with the trainer, learning in use.</summary>
[TestClass]
public sealed class BpLambdaEngineTests
{
    private static readonly MLContext Context = Plant.Context;

    private static readonly ITransformer Model = Context.Transforms.NormalizeMeanVariance("Features")
        .Append(Context.Regression.Trainers.BpLambda(
            new BpLambdaOptions
            {
                LabelColumnName = "Target", GroupColumnName = "Machine", Method = RecurrentMethod.BpLambda, HiddenUnits = 32, Cell = RecurrentCell.Lstm,
            }))
        .Fit(Machines.HistoryView);

    [TestMethod]
    public void A_learnt_row_says_how_it_was_learnt()
    {
        using var engine = Context.Model.CreateOnlineEngine<MachineReading, Estimate>(Model);
        foreach (var reading in Machines.Future)
        {
            var result = engine.Learn(reading);

            Assert.AreEqual(UpdateVerdict.Applied, result.Verdict);
            Assert.IsTrue(double.IsFinite(result.Loss) && result.GradientNorm > 0 && result.StepSize > 0);
            Assert.IsTrue(
                result.Recurrent is { Method: RecurrentMethod.BpLambda or RecurrentMethod.Truncated, TdError: >= 0, AuditGain: >= -2 and <= 2 }, $"{result}");
        }
    }

    [TestMethod]
    public void What_the_row_before_showed_is_known()
    {
        var metrics = Context.Regression.Evaluate(Model.Transform(Machines.FutureView), "Target");

        Assert.IsGreaterThan(0.8, metrics.RSquared);
    }

    [TestMethod]
    public void Without_synthetic_gradients_there_is_no_such_error()
    {
        var model = Context.Regression.Trainers.BpLambda(
            new BpLambdaOptions
            {
                LabelColumnName = "Target",
                Method = RecurrentMethod.Truncated,
                HiddenUnits = 4,
                Training = new() { MaximumPasses = 1 },
            }).Fit(Machines.HistoryView);
        using var engine = Context.Model.CreateOnlineEngine<MachineReading, Estimate>(model);

        Assert.AreEqual(
            new RecurrentSignals(RecurrentMethod.Truncated, RecurrentPhase.Online, null, double.NaN, double.NaN), engine.Learn(Machines.Future[0]).Recurrent);
    }

    [TestMethod]
    public void Every_change_of_phase_is_told_by_its_row_and_by_the_report()
    {
        var options = new BpLambdaOptions
        {
            Method = RecurrentMethod.BpLambda,
            LeastSquaresReadout = false,
            HiddenUnits = 8,
            LearningRate = 0.05,
            Guard = new() { CompareEvery = 1, Blocks = 3, Margin = 0, Certainty = 0 },
            Training = new() { MaximumPasses = 1 },
            Windows = null,
        };
        var model = Context.Regression.Trainers.BpLambda(options with { LabelColumnName = "Target" }).Fit(Machines.HistoryView);
        using var engine = Context.Model.CreateOnlineEngine<MachineReading, Estimate>(model);
        List<(long Row, RecurrentPhase From, RecurrentPhase To)> changes = [];
        foreach (var (i, reading) in Machines.History.Index())
        {
            if (engine.Learn(reading).Recurrent is { ChangedFrom: { } before, Phase: var phase })
            {
                changes.Add(new(i, before, phase));
            }
        }

        var updated = Context.Model.Update(model, Machines.HistoryView, out var reports);

        Assert.IsNotEmpty(changes);
        CollectionAssert.AreEqual(changes, reports[0].PhaseChanges.ToArray());
        Assert.Contains($"{changes[0].From} to {changes[0].To} at row {changes[0].Row}", reports[0].ToString());
        Assert.AreEqual(changes[^1].To, ((BpLambdaTransformer)updated).Diagnostics.Phase);
        Assert.AreEqual(model.Diagnostics.Transitions + changes.Count, ((BpLambdaTransformer)updated).Diagnostics.Transitions);
    }

    [TestMethod]
    public void The_class_of_a_run_is_known_where_it_stops()
    {
        var options = new BpLambdaOptions
        {
            GroupColumnName = "Machine",
            EndOfSequenceColumnName = "Stops",
            HiddenUnits = 16,
            LearningRate = 0.01,
            Discount = 1,
            SyntheticWeight = 1,
            Training = new() { MaximumPasses = 20, Patience = 5 },
        };
        var model = Context.MulticlassClassification.Trainers.BpLambda(options with { LabelColumnName = "Kind" }).Fit(Machines.HistoryView);
        var loaded = model.SavedAndLoaded(Machines.HistoryView.Schema);
        foreach (var life in new[] { model, Context.Model.Rehydrate(model.SavedAndLoaded(Machines.HistoryView.Schema)), loaded })
        {
            var scored = life.Transform(Machines.FutureView);
            string[] classes = ["down", "up"];
            VBuffer<ReadOnlyMemory<char>> names = default;
            scored.Schema["PredictedLabel"].GetKeyValues(ref names);
            var found = scored.GetColumn<uint>("PredictedLabel").Select(key => names.GetValues()[(int)key - 1].ToString()).ToArray();
            var stops = Machines.Future.Index().Where(row => row.Item.Stops).ToArray();

            CollectionAssert.AreEquivalent(classes, names.DenseValues().Select(name => name.ToString()).ToArray());
            Assert.IsGreaterThan(0.95, stops.Average(row => found[row.Index] == row.Item.Kind ? 1.0 : 0));
        }

        Assert.AreEqual(Machines.History.Count(row => row.Stops), model.Model.Recording!.Sequences);
    }

    [TestMethod]
    public void Nothing_is_allocated_a_row()
    {
        using var engine = Context.Model.CreateOnlineEngine<MachineReading, Estimate>(Model);
        var estimate = new Estimate();
        Learn();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Learn();
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Learn()
        {
            foreach (var reading in Machines.Future)
            {
                engine.Learn(reading, ref estimate);
            }
        }
    }
}
