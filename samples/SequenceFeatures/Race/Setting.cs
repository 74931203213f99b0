using Microsoft.ML;

namespace SequenceFeatures;

/// <summary>One way to make features.</summary>
/// <param name="Text">What was set.</param>
/// <param name="Extra">By row: features computed beforehand; or null for none.</param>
/// <param name="Spacing">Rows between the values that a sequence model sees of the past.</param>
/// <param name="Sequence">Makes the column "Context" of "Token"; or null.</param>
internal sealed record Setting(string Text, float[][]? Extra = null, int Spacing = 1, Func<MLContext, IEstimator<ITransformer>>? Sequence = null)
{
    /// <summary>Values of the past in a token.</summary>
    public const int Past = 16;

    /// <summary>Features that each contender adds to a row, at most.</summary>
    public const int Features = Past + 1;

    /// <summary>What is fitted before the trainer.</summary>
    public IEstimator<ITransformer> Pipeline(MLContext mlContext)
    {
        string[] columns = [nameof(Row.Now), .. Extra is null ? [] : (string[])[nameof(Row.Extra)], .. Sequence is null ? [] : (string[])["Context"]];
        var join = mlContext.Transforms.Concatenate("All", columns);
        return Sequence is null ? join : Sequence(mlContext).Append(join);
    }

    /// <summary>The rows from one to another; the answers of those whose answer lies at or behind the end are not given.</summary>
    public Row[] Rows(Question question, int from, int to) =>
    [
        .. Enumerable.Range(from, to - from).Select(row => new Row
        {
            Now = question.Rows[row],
            Token = [.. question.Rows[row], .. Enumerable.Range(1, Past).Select(i => question.Before(row, i * Spacing)[0])],
            Extra = Extra?[row] ?? [0],
            Answer = row + question.Ahead < to ? question.Answers[row] : float.NaN,
        }),
    ];
}
