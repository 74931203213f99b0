using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers;

/// <summary>
/// Fits a batch regression and, behind it, an <see cref="OnlineLruTrainer"/> that reads its score: <see cref="OnlineLruOptions.BaseScoreColumnName"/>. Both are
/// fitted to the same rows, and yet the machine sees scores only of rows that the batch regression was not fitted to.
/// </summary>
internal sealed class OnlineLruBehindTrainer : IEstimator<TransformerChain<OnlineLruTransformer>>
{
    private readonly MLContext _context = new();
    private readonly IEstimator<ITransformer> _batch;
    private readonly OnlineLruTrainer _online;
    private readonly string _score;
    private readonly int _parts;

    public OnlineLruBehindTrainer(IEstimator<ITransformer> batch, OnlineLruOptions options, int numberOfParts)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(numberOfParts, 2);
        _score = options.BaseScoreColumnName ?? DefaultColumnNames.Score;
        (_batch, _parts) = (batch, numberOfParts);
        _online = new(options with { BaseScoreColumnName = _score });
    }

    /// <summary>Fits the batch regression, part by part and to all rows, then the machine.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are fewer rows than parts.</exception>
    /// <exception cref="ArgumentException">No row has a finite feature and a known label.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public TransformerChain<OnlineLruTransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        float[] scores = PartByPart(input);
        var front = _batch.Fit(input);
        var machine = _online.Fit(front.Transform(input), scores);
        return new TransformerChain<ITransformer>(front).Append(machine);
    }

    /// <summary>The input's columns, those of the batch regression, and those of the machine.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _online.GetOutputSchema(_batch.GetOutputSchema(inputSchema));

    /// <summary>Of each row, the score of a regression that was fitted to rows before it; NaN in the first part.</summary>
    private float[] PartByPart(IDataView input)
    {
        long count = Count(input);
        if (count < _parts)
        {
            throw new InvalidOperationException($"The data to train on has {count} rows, which cannot be divided into {_parts} parts.");
        }

        float[] scores = new float[count];
        scores.AsSpan(0, (int)(count / _parts)).Fill(float.NaN);
        for (int part = 1; part < _parts; part++)
        {
            long from = count * part / _parts, to = count * (part + 1) / _parts;
            var model = _batch.Fit(_context.Data.TakeRows(input, from));
            var rows = _context.Data.TakeRows(_context.Data.SkipRows(input, from), to - from);
            model.Transform(rows).GetColumn<float>(_score).ToArray().CopyTo(scores, from);
        }

        return scores;
    }

    private static long Count(IDataView input)
    {
        if (input.GetRowCount() is { } known)
        {
            return known;
        }

        using var cursor = input.GetRowCursor([]);
        long count = 0;
        while (cursor.MoveNext())
        {
            count++;
        }

        return count;
    }
}
