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
        var before = learner.Counts;
        var keyColumns = KeyCheck.Columns(rows.Schema);
        using var reader = new LabelledRows(rows, model.Columns.Features, model.Columns.Label, model.FeatureCount, keyColumns);
        KeyCheck[] keys = [.. keyColumns.Select(column => new KeyCheck(reader.Row, column))];
        var range = model.FeatureRanges is { } fitted ? new RangeCheck(fitted) : null;

        float[] target = new float[1], prediction = new float[1];
        long count = 0, withLoss = 0;
        double loss = 0;
        while (reader.MoveNext())
        {
            var features = reader.ReadFeatures();
            target[0] = reader.ReadLabel();
            var result = learner.Learn(features, target, prediction);
            if (double.IsFinite(result.Loss))
            {
                loss += result.Loss;
                withLoss++;
            }

            range?.Add(features);
            Array.ForEach(keys, static key => key.Add());
            count++;
        }

        return (model.With(learner).CreateTransformer(), new(model.Columns)
        {
            Rows = count,
            Counts = Since(before, learner.Counts),
            MeanLoss = withLoss > 0 ? loss / withLoss : double.NaN,
            RowsOutOfRange = range?.Rows,
            FeaturesOutOfRange = range?.Offenders(reader.FeatureColumn) ?? [],
            MissingKeys = [.. keys.Select(key => key.Result).Where(result => result.Rows > 0)],
        });
    }

    private static UpdateCounts Since(UpdateCounts before, UpdateCounts now) => new(
        now.Applied - before.Applied, now.Skipped - before.Skipped, now.Rejected - before.Rejected, now.RolledBack - before.RolledBack);
}
