using System.Numerics.Tensors;
using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>What is to be said of the rows that a model was fitted to: each counted once, however many passes the fit made.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Sequences">Sequences among them. If there are more than <see cref="UpdateOptions.MaximumSequences"/>, some lost their state on the way.</param>
/// <param name="RowsOfUnknownSequence">Rows without a group: nothing was learnt from them.</param>
/// <param name="DuplicateTimes">Rows with the same time as another of their sequence that was the latest so far.</param>
/// <param name="OutOfOrderTimes">Rows with a time before the latest of their sequence.</param>
/// <param name="InvalidWeights">Rows whose weight is negative, NaN or infinite: nothing was learnt from them.</param>
/// <param name="RowsWithMissingInput">Rows with an input that is NaN or infinite.</param>
/// <param name="RowsWithoutLabel">Rows whose label is NaN or infinite; 0 where the label is an input, or there is none.</param>
/// <param name="EarliestTime">
/// The earliest time: ticks of a DateTime, of a DateTimeOffset in UTC or of a TimeSpan, an integer, or of another number what keeps its order; null where no
/// row has one.
/// </param>
/// <param name="LatestTime">The latest time.</param>
/// <param name="ScatteredGaps">
/// Gaps between the times of rows, where they lie as if rows had been taken out at random, as by <c>TrainTestSplit</c> or <c>CrossValidate</c>; 0 where not.
/// </param>
public sealed record RecordingReport(
    long Rows,
    long Sequences,
    long RowsOfUnknownSequence,
    long DuplicateTimes,
    long OutOfOrderTimes,
    long InvalidWeights,
    long RowsWithMissingInput = 0,
    long RowsWithoutLabel = 0,
    long? EarliestTime = null,
    long? LatestTime = null,
    long ScatteredGaps = 0)
{
    internal static RecordingReport Of(TrainingRows<float> rows)
    {
        var latest = new Dictionary<SequenceKey, long>();
        long sequences = 0, unknown = 0, duplicates = 0, outOfOrder = 0, invalid = 0, missing = 0, unlabelled = 0;
        long? first = null, last = null;
        for (int i = 0; i < rows.Count; i++)
        {
            var row = rows.Context(i);
            if (row.Time is { } at)
            {
                (first, last) = (Math.Min(at, first ?? at), Math.Max(at, last ?? at));
            }

            missing += TensorPrimitives.IsFiniteAll(rows.Input(i)) ? 0 : 1;
            unlabelled += rows.Target(i) is { IsEmpty: false } label && !TensorPrimitives.IsFiniteAll(label) ? 1 : 0;
            invalid += double.IsFinite(row.Weight) && row.Weight >= 0 ? 0 : 1;
            if (row.Sequence == SequenceKey.Unknown)
            {
                unknown++;
                continue;
            }

            long before = latest.GetValueOrDefault(row.Sequence, long.MinValue), time = row.Time ?? long.MinValue;
            duplicates += row.Time is not null && time == before ? 1 : 0;
            outOfOrder += row.Time is not null && time < before ? 1 : 0;
            sequences += latest.ContainsKey(row.Sequence) ? 0 : 1;
            latest[row.Sequence] = Math.Max(before, time);
            if (row.EndsSequence)
            {
                latest.Remove(row.Sequence);
            }
        }

        return new(rows.Count, sequences, unknown, duplicates, outOfOrder, invalid, missing, unlabelled, first, last, Pipeline.ScatteredGaps.Count(rows));
    }
}
