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
        using var reader = new LabelledRows(rows, model.Columns, model.InputSize, keyColumns);
        KeyCheck[] keys = [.. keyColumns.Select(column => new KeyCheck(reader.Row, column))];
        var range = model.FeatureRanges is { } fitted ? new RangeCheck(fitted) : null;

        float[] prediction = new float[learner.OutputSize];
        var experts = learner is IExpertMixture mixture ? new MeanWeights(mixture.ExpertNames) : null;
        long count = 0;
        double loss = 0, weight = 0;
        while (reader.MoveNext())
        {
            var input = reader.ReadInput();
            var context = reader.ReadContext();
            var result = learner.Learn(context, input, reader.ReadTarget(), prediction);
            if (double.IsFinite(result.Loss))
            {
                loss += context.Weight * result.Loss;
                weight += context.Weight;
            }

            range?.Add(input);
            experts?.Add(prediction);
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
            ExpertWeights = experts?.ToArray() ?? [],
            RowsOutOfRange = range?.Rows,
            FeaturesOutOfRange = range?.Offenders(reader.InputNames) ?? [],
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
