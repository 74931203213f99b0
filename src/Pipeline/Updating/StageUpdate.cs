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
        var (before, sequences, unknown) = (learner.Counts, learner.Memory.Sequences, learner.Count(UpdateReason.UnknownSequence));
        var keyColumns = KeyCheck.Columns(rows.Schema);
        using var reader = new LabelledRows(rows, model.Columns, model.FeatureCount, keyColumns);
        KeyCheck[] keys = [.. keyColumns.Select(column => new KeyCheck(reader.Row, column))];
        var range = model.FeatureRanges is { } fitted ? new RangeCheck(fitted) : null;

        float[] target = new float[1], prediction = new float[1];
        long count = 0;
        double loss = 0, weight = 0;
        while (reader.MoveNext())
        {
            var features = reader.ReadFeatures();
            target[0] = reader.ReadLabel();
            var context = reader.ReadContext();
            var result = learner.Learn(context, features, target, prediction);
            if (double.IsFinite(result.Loss))
            {
                loss += context.Weight * result.Loss;
                weight += context.Weight;
            }

            range?.Add(features);
            Array.ForEach(keys, static key => key.Add());
            count++;
        }

        return (model.With(learner).CreateTransformer(), new(model.Columns)
        {
            Rows = count,
            Counts = Since(before, learner.Counts),
            MeanLoss = weight > 0 ? loss / weight : double.NaN,
            Sequences = Since(sequences, learner.Memory.Sequences),
            RowsOfUnknownSequence = learner.Count(UpdateReason.UnknownSequence) - unknown,
            RowsOutOfRange = range?.Rows,
            FeaturesOutOfRange = range?.Offenders(reader.FeatureColumn) ?? [],
            MissingKeys = [.. keys.Select(key => key.Result).Where(result => result.Rows > 0)],
        });
    }

    private static UpdateCounts Since(UpdateCounts before, UpdateCounts now) => new(
        now.Applied - before.Applied, now.Skipped - before.Skipped, now.Rejected - before.Rejected, now.RolledBack - before.RolledBack);

    private static SequenceCounts Since(SequenceCounts before, SequenceCounts now) => new(
        now.Live,
        now.Opened - before.Opened,
        now.Evicted - before.Evicted,
        now.DuplicateTimes - before.DuplicateTimes,
        now.OutOfOrderTimes - before.OutOfOrderTimes);
}
