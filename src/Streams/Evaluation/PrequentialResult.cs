namespace AdaptiveML.Streams;

/// <summary>
/// How good models were in a stream, each row predicted before it was learnt, beside plain methods. Made by <c>mlContext.Model.EvaluatePrequential</c>.
/// </summary>
public sealed class PrequentialResult
{
    private readonly PrequentialSettings _settings;

    internal PrequentialResult(
        long rows, PrequentialSettings settings, IReadOnlyList<PrequentialScore> scores, IReadOnlyList<PairedTest> comparisons,
        IReadOnlyList<string> messages) =>
        (Rows, _settings, Scores, Comparisons, Messages) = (rows, settings, scores, comparisons, messages);

    /// <summary>Rows of the stream.</summary>
    public long Rows { get; }

    /// <summary>Rows of a window.</summary>
    public long WindowRows => _settings.Window;

    /// <summary>What a row's weight is multiplied by at each judged row behind it, in fading figures.</summary>
    public double FadingFactor => _settings.FadingFactor;

    /// <summary>The models in their order, then the plain methods.</summary>
    public IReadOnlyList<PrequentialScore> Scores { get; }

    /// <summary>Each pair of models and plain methods, in the order of <see cref="Scores"/>.</summary>
    public IReadOnlyList<PairedTest> Comparisons { get; }

    /// <summary>What is to be said of the evaluation, such as rows whose times lie within those of the fit; empty where there is nothing.</summary>
    public IReadOnlyList<string> Messages { get; }

    /// <summary>The model, or plain method, of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message says which there are.</exception>
    public PrequentialScore this[string name] => Scores.FirstOrDefault(score => score.Name == name)
        ?? throw new ArgumentException($"There is no '{name}'; there are {string.Join(", ", Scores.Select(score => score.Name))}.", nameof(name));

    /// <summary>The comparison of two.</summary>
    /// <param name="first">Name of the first.</param>
    /// <param name="second">Name of another.</param>
    /// <exception cref="ArgumentException">There is none of a name, or the names are the same.</exception>
    public PairedTest Compare(string first, string second)
    {
        (_, _) = (this[first], this[second]);
        return Comparisons.FirstOrDefault(pair => pair.First == first && pair.Second == second)
            ?? Comparisons.FirstOrDefault(pair => pair.First == second && pair.Second == first)?.Reversed()
            ?? throw new ArgumentException($"'{first}' cannot be compared with itself.", nameof(second));
    }

    /// <summary>The figures as a table, and below it the first model compared with all others.</summary>
    public override string ToString() => PrequentialText.Table(this, _settings.Loss);

    /// <summary>
    /// The figures as comma-separated values, in the invariant culture: a line for each model and plain method, with a heading.
    /// </summary>
    public string ToCsv() => PrequentialText.Csv(this);

    /// <summary>The figures at the end of each window as comma-separated values: a line for each model, or plain method, and window.</summary>
    public string CurveToCsv() => PrequentialText.CurveCsv(this);

    /// <summary>
    /// A picture, as SVG without anything from outside: the error of each window against the rows, in the colours of the reader's light or dark scheme.
    /// </summary>
    /// <param name="title">What stands above it, or null for a heading of its own.</param>
    public string ToSvg(string? title = null) => PrequentialPicture.Draw(this, title);
}
