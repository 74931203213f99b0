using AdaptiveML.Contract.Support;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Recurrent;

/// <summary>The fit: its passes, its options, and what it refuses.</summary>
[TestClass]
public sealed class BpLambdaTrainingTests
{
    private static readonly MLContext Context = Plant.Context;

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Every_pass_is_told_and_the_best_is_kept(bool ofWindows)
    {
        List<TrainingProgress> told = [];
        var options = Options(new() { MaximumPasses = 6, Patience = 6 }) with { GroupColumnName = "Machine", Progress = new Teller(told) };
        options = ofWindows ? options with { Windows = new() { WindowRows = 32, MaximumPasses = 6, Patience = 6 }, Training = null } : options;
        var model = Context.Regression.Trainers.BpLambda(options with { LabelColumnName = "Target" }).Fit(Machines.HistoryView);

        CollectionAssert.AreEqual(told, model.Model.TrainingHistory.ToArray());
        Assert.HasCount(ofWindows ? 12 : 6, told);
        Assert.IsLessThan(told[0].TrainingLoss, (ofWindows ? told.Last(pass => pass.IsBest) : told[^1]).TrainingLoss);
        Assert.AreEqual(told.Min(pass => pass.ValidationLoss), told.Last(pass => pass.IsBest).ValidationLoss);
    }

    [TestMethod]
    public void One_pass_without_validation_is_what_an_engine_would_have_learnt()
    {
        var options = Options(new() { MaximumPasses = 1, ValidationFraction = 0 }) with { GroupColumnName = "Machine", EndOfSequenceColumnName = "Stops" };
        var fitted = Context.Regression.Trainers.BpLambda(options with { LabelColumnName = "Target" }).Fit(Machines.HistoryView).CreateLearner();
        var learner = new RecurrentLearner<float>(2, 1, fitted.Options);
        var rows = new TrainingRows<float>(2, 1);
        foreach (var row in Machines.History)
        {
            rows.Add(row.Features, [row.Target], new() { Sequence = SequenceKey.Of(row.Machine), EndsSequence = row.Stops });
        }

        learner.Standardize(rows);
        OnlinePass.Run(learner, rows);
        learner.Memory.Keep();

        CollectionAssert.AreEqual(learner.Memory.Hash(), fitted.Memory.Hash());
    }

    [TestMethod]
    public void Passes_of_both_kinds_are_told()
    {
        var options = Options(new() { MaximumPasses = 2, Patience = 2 }) with { LabelColumnName = "Target", GroupColumnName = "Machine" };
        var model = Context.Regression.Trainers.BpLambda(options with { Windows = new() { WindowRows = 32, MaximumPasses = 3, Patience = 3 } })
            .Fit(Machines.HistoryView);

        Assert.HasCount(8, model.Model.TrainingHistory);
        Assert.AreEqual(8, model.Model.TrainingHistory[^1].MaximumPasses);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_fit_can_be_cancelled(bool ofWindows)
    {
        using var cancellation = new CancellationTokenSource();
        var options = Options(new() { MaximumPasses = 1000, Patience = 1000 }) with
        {
            CancellationToken = cancellation.Token, Progress = new Canceller(cancellation), Windows = ofWindows ? new() { WindowRows = 32 } : null,
        };

        Assert.Throws<OperationCanceledException>(() => Context.Regression.Trainers.BpLambda(
            options with { LabelColumnName = "Target" }).Fit(Machines.HistoryView));
    }

    [TestMethod]
    public void Options_that_do_not_go_together_are_refused()
    {
        Assert.Contains("EndOfSequenceColumnName", Refused<ArgumentException>(new() { Schedule = UpdateSchedule.EndOfSequence }).Message);
        Assert.Contains(
            "'Machine' is named twice", Refused<ArgumentException>(new() { GroupColumnName = "Machine", ExampleWeightColumnName = "Machine" }).Message);
        Assert.Contains(
            "BackpropagationThroughTime",
            Refused<ArgumentException>(new() { Training = new() { Method = TrainingMethod.BackpropagationThroughTime } }).Message);
        Assert.Contains("both are null", Refused<ArgumentException>(new() { Training = null, Windows = null }).Message);
        Assert.AreEqual("Lambda", Refused<ArgumentOutOfRangeException>(new() { Lambda = 2 }).ParamName);
        Assert.AreEqual("LearningRate", Refused<ArgumentOutOfRangeException>(new() { LearningRate = -1 }).ParamName);
        Assert.AreEqual("MaximumPasses", Refused<ArgumentOutOfRangeException>(new() { Training = new() { MaximumPasses = 0 } }).ParamName);
        Assert.AreEqual("WindowRows", Refused<ArgumentOutOfRangeException>(new() { Windows = new() { WindowRows = 1 } }).ParamName);
    }

    [TestMethod]
    public void One_class_is_nothing_to_tell_apart()
    {
        var rows = Machines.History.Select(row => new MachineReading { Features = row.Features, Kind = "up" });

        Assert.Contains(
            "'Kind' has one class, 'up'",
            Assert.ThrowsExactly<InvalidOperationException>(() => Context.MulticlassClassification.Trainers.BpLambda("Kind").Fit(Plant.View(rows))).Message);
    }

    [TestMethod]
    public void The_short_form_is_the_long_one_with_defaults()
    {
        var rows = Machines.History[..200];
        var brief = Context.Regression.Trainers.BpLambda("Target", "Features", "Machine", hiddenUnits: 5, learningRate: 0.01).Fit(Plant.View(rows));
        var full = Context.Regression.Trainers.BpLambda(
            new BpLambdaOptions { LabelColumnName = "Target", GroupColumnName = "Machine", HiddenUnits = 5, LearningRate = 0.01 })
            .Fit(Plant.View(rows));

        Assert.AreEqual(
            new RecurrentOptions { HiddenUnits = 5, Update = new RecurrentOptions().Update with { LearningRate = 0.01 } }, full.CreateLearner().Options);
        CollectionAssert.AreEqual(full.CreateLearner().Memory.Hash(), brief.CreateLearner().Memory.Hash());
    }

    [TestMethod]
    public void Promises_name_a_column_that_ends_no_sequences()
    {
        var trainer = Context.Regression.Trainers.BpLambda(new BpLambdaOptions { LabelColumnName = "Target", EndOfSequenceColumnName = "Machine" });

        Assert.Contains("end-of-sequence column 'Machine'", Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(Machines.HistoryView)).Message);
        Assert.Contains(
            "end-of-sequence column 'Machine'",
            Assert.Throws<ArgumentOutOfRangeException>(() => trainer.GetOutputSchema(Shapes.Of(Machines.HistoryView.Schema))).Message);
    }

    private static BpLambdaOptions Options(TrainingOptions training) => new() { HiddenUnits = 6, LearningRate = 0.01, Training = training, Windows = null };

    private static TException Refused<TException>(BpLambdaOptions options)
        where TException : Exception => Assert.ThrowsExactly<TException>(() => Context.Regression.Trainers.BpLambda(
            options with { LabelColumnName = "Target" }));

    private sealed class Teller(List<TrainingProgress> told) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => told.Add(value);
    }

    private sealed class Canceller(CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => source.Cancel();
    }
}
