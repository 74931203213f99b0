using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Teaches one online transformer new rows.</summary>
internal static class StageUpdate
{
    public static (OnlineTransformer Updated, UpdateReport Report) Run(OnlineTransformer stage, IDataView rows)
    {
        var model = stage.Model;
        var learner = model.CreateLearner();
        var unlearnt = model.CreateLearner();
        unlearnt.Mode = UpdateMode.StateOnly;
        var (before, sequences) = (learner.Counts, learner.Sequences);
        var reasons = Reasons(learner);
        var keyColumns = KeyCheck.Columns(rows.Schema);
        using var reader = new LabelledRows(rows, ToLearn(model.Columns, learner, rows.Schema), model.InputSize, keyColumns);
        KeyCheck[] keys = [.. keyColumns.Select(column => new KeyCheck(reader.Row, column))];
        var range = model.FeatureRanges is { } fitted ? new RangeCheck(fitted) : null;

        float[] prediction = new float[learner.OutputSize];
        var experts = learner.Output.Find(PredictionNames.Weights) is { ElementNames: { } names } weights ? new MeanWeights(weights, names) : null;
        var alarms = learner.Output.Find(PredictionNames.Alarm) is { } alarm ? new AlarmCounts(alarm) : null;
        MeanLoss loss = new(), lossUnlearnt = new();
        List<(long Row, RecurrentPhase From, RecurrentPhase To)> changes = [];
        long count = 0;
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
                changes.Add(new(count, phase, next));
            }

            range?.Add(input);
            experts?.Add(prediction);
            alarms?.Add(prediction);
            Array.ForEach(keys, static key => key.Add());
            count++;
        }

        return (model.Owning(learner, reader.Classes).CreateTransformer(), new(model.Columns)
        {
            Rows = count,
            Counts = Since(before, learner.Counts),
            MeanLoss = loss.Value,
            MeanLossUnlearnt = lossUnlearnt.Value,
            Reasons = Since(reasons, Reasons(learner)),
            Alarms = alarms?.ToDictionary() ?? [],
            Sequences = Since(sequences, learner.Sequences),
            RowsOfUnknownSequence = learner.Count(UpdateReason.UnknownSequence) - reasons[UpdateReason.UnknownSequence],
            ExpertWeights = experts?.ByName() ?? [],
            PhaseChanges = changes,
            RowsOutOfRange = range?.Rows,
            FeaturesOutOfRange = range?.Offenders(reader.InputNames) ?? [],
            MissingKeys = keys.Select(key => key.Result).Where(result => result.Rows > 0).ToDictionary(result => result.Column, result => result.Rows),
        });
    }

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
