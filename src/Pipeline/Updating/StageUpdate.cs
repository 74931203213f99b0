using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Teaches one online transformer new rows.</summary>
internal static class StageUpdate
{
    /// <summary>Row by row, each predicted before it is learnt.</summary>
    public static (OnlineTransformer Updated, UpdateReport Report) Run(OnlineTransformer stage, IDataView rows)
    {
        var model = stage.Model;
        var learner = model.CreateLearner();
        var unlearnt = Unlearnt(model);
        var (before, sequences) = (learner.Counts, learner.Sequences);
        var reasons = Reasons(learner);
        var keyColumns = KeyCheck.Columns(rows.Schema);
        using var reader = new LabelledRows(rows, ToLearn(model.Columns, learner, rows.Schema), model.InputSize, keyColumns);
        var watch = new RowWatch(model, reader.Row, keyColumns);

        float[] prediction = new float[learner.OutputSize];
        var experts = learner.Output.Find(PredictionNames.Weights) is { ElementNames: { } names } weights ? new MeanWeights(weights, names) : null;
        var alarms = learner.Output.Find(PredictionNames.Alarm) is { } alarm ? new AlarmCounts(alarm) : null;
        MeanLoss loss = new(), lossUnlearnt = new();
        List<(long Row, RecurrentPhase From, RecurrentPhase To)> changes = [];
        while (reader.MoveNext())
        {
            var input = reader.ReadInput();
            var context = reader.ReadContext();
            var target = reader.ReadTarget();
            if (learner is IGrowingClassifier<float> growing && target[0] < 0 && growing.CanOpen(context, input) && reader.OpenClass())
            {
                (learner, unlearnt) = (growing.WithFurtherClass(), ((IGrowingClassifier<float>)unlearnt).WithFurtherClass());
                prediction = new float[learner.OutputSize];
                target = reader.ReadTarget();
            }

            lossUnlearnt.Add(unlearnt.Learn(context, input, target, prediction), context);
            var result = learner.Learn(context, input, target, prediction);
            loss.Add(result, context);
            if (result.Recurrent is { ChangedFrom: { } phase, Phase: var next })
            {
                changes.Add(new(watch.Rows, phase, next));
            }

            experts?.Add(prediction);
            alarms?.Add(prediction);
            watch.Add(input);
        }

        return (model.Owning(learner, reader.Classes).CreateTransformer(), new(model.Columns, watch, reader.InputNames)
        {
            Counts = Since(before, learner.Counts),
            MeanLoss = loss.Value,
            MeanLossUnlearnt = lossUnlearnt.Value,
            Reasons = Since(reasons, Reasons(learner)),
            Alarms = alarms?.ToDictionary() ?? [],
            Sequences = Since(sequences, learner.Sequences),
            RowsOfUnknownSequence = learner.Count(UpdateReason.UnknownSequence) - reasons[UpdateReason.UnknownSequence],
            ExpertWeights = experts?.ByName() ?? [],
            PhaseChanges = changes,
            OpenedClasses = Opened(model, reader.Classes),
        });
    }

    /// <summary>All rows as one task, read once: what stands in front of the stage may be dear.</summary>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public static (OnlineTransformer Updated, UpdateReport Report) RunTask(
        ITaskLearner learner, OnlineModel model, IDataView rows, string taskName, CancellationToken cancellation)
    {
        rows = CancellableView.Of(new MLContext().Data.Cache(rows), cancellation);
        var keyColumns = KeyCheck.Columns(rows.Schema);
        using var reader = new LabelledRows(rows, learner.TaskColumns, model.InputSize, keyColumns);
        var watch = new RowWatch(model, reader.Row, keyColumns);
        var unlearnt = Unlearnt(model);
        float[] prediction = new float[unlearnt.OutputSize];
        long[] verdicts = new long[Enum.GetValues<UpdateVerdict>().Length];
        var reasons = new Dictionary<UpdateReason, long>();
        var loss = new MeanLoss();
        while (reader.MoveNext())
        {
            var input = reader.ReadInput();
            var context = reader.ReadContext();
            var target = reader.ReadTarget();
            loss.Add(unlearnt.Learn(context, input, target, prediction), context);
            var result = TaskRow.Judge(input, target[0], context.Weight, learner.LargestWeight);
            verdicts[(int)result.Verdict]++;
            if (result.Reason != UpdateReason.None)
            {
                reasons[result.Reason] = reasons.GetValueOrDefault(result.Reason) + 1;
            }

            watch.Add(input);
        }

        if (watch.Rows == 0)
        {
            throw new InvalidOperationException($"There are no rows to learn as task '{taskName}'.");
        }

        var updated = learner.LearnTask(rows, taskName, cancellation);
        return (updated, new(model.Columns, watch, reader.InputNames)
        {
            TaskName = taskName,
            Counts = new(
                verdicts[(int)UpdateVerdict.Applied], verdicts[(int)UpdateVerdict.Skipped], verdicts[(int)UpdateVerdict.Rejected],
                verdicts[(int)UpdateVerdict.RolledBack]),
            MeanLoss = double.NaN,
            MeanLossUnlearnt = loss.Value,
            Reasons = reasons,
            OpenedClasses = Opened(model, updated.Model.Columns.Classes),
        });
    }

    private static IOnlineLearner<float> Unlearnt(OnlineModel model)
    {
        var learner = model.CreateLearner();
        learner.Mode = UpdateMode.StateOnly;
        return learner;
    }

    private static string[] Opened(OnlineModel model, ClassLabels? classes) => [.. classes?.LearntNames.Skip(model.Columns.Classes!.LearntCount) ?? []];

    /// <summary>The columns, with a slot for every value that the label's keys stand for where the learner can take it on.</summary>
    private static OnlineColumns ToLearn(OnlineColumns columns, IOnlineLearner<float> learner, DataViewSchema schema) =>
        learner is IGrowingClassifier<float> && columns.Classes is { } classes
            ? columns with { Classes = classes.WithKeysOf(OnlineColumnChecks.Label(schema, columns)) }
            : columns;

    private static UpdateCounts Since(UpdateCounts before, UpdateCounts now) => new(
        now.Applied - before.Applied, now.Skipped - before.Skipped, now.Rejected - before.Rejected, now.RolledBack - before.RolledBack);

    private static Dictionary<UpdateReason, long> Reasons(IOnlineLearner<float> learner) =>
        Enum.GetValues<UpdateReason>().ToDictionary(reason => reason, learner.Count);

    private static Dictionary<UpdateReason, long> Since(Dictionary<UpdateReason, long> before, Dictionary<UpdateReason, long> now) =>
        now.Where(count => count.Key != UpdateReason.None && count.Value > before[count.Key])
            .ToDictionary(count => count.Key, count => count.Value - before[count.Key]);

    private static SequenceCounts Since(SequenceCounts before, SequenceCounts now) => new(
        now.Live,
        now.Opened - before.Opened,
        now.Evicted - before.Evicted,
        now.DuplicateTimes - before.DuplicateTimes,
        now.OutOfOrderTimes - before.OutOfOrderTimes);
}
