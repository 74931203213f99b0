using Microsoft.ML;

namespace SequenceFeatures;

/// <summary>One way to make features of the past.</summary>
/// <param name="Text">What was set.</param>
/// <param name="Past">By row: numbers computed from the rows before it; or null for none.</param>
/// <param name="Sequence">Makes the column "Context" of "Token", a row with its past; or null, and the past itself becomes features.</param>
internal sealed record Setting(string Text, float[][]? Past = null, Func<MLContext, IEstimator<ITransformer>>? Sequence = null)
{
    /// <summary>Features that a contender adds to a row, at most.</summary>
    public const int Features = 17;

    /// <summary>Whether the trainer sees the row itself.</summary>
    public bool HasRow { get; init; } = true;

    /// <summary>What is fitted before the trainer.</summary>
    public IEstimator<ITransformer> Pipeline(MLContext mlContext)
    {
        string[] columns =
        [
            .. HasRow ? (string[])[nameof(Row.Now)] : [],
            .. Sequence is not null ? (string[])["Context"] : Past is not null ? [nameof(Row.Past)] : [],
        ];
        var join = mlContext.Transforms.Concatenate("Joined", columns).Append(mlContext.Transforms.NormalizeMeanVariance("All", "Joined", fixZero: false));
        return Sequence is null ? join : Sequence(mlContext).Append(join);
    }

    /// <summary>The rows from one to another; the answers of those whose answer lies at or behind the end are not given.</summary>
    public Row[] Rows(Question question, int from, int to) =>
    [
        .. Enumerable.Range(from, to - from).Select(row => new Row
        {
            Now = question.Rows[row],
            Past = Past?[row] ?? [0],
            Token = [.. question.Rows[row], .. Past?[row] ?? []],
            Answer = row + question.Ahead < to ? question.Answers[row] : float.NaN,
        }),
    ];
}
