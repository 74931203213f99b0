namespace AdaptiveML.Streams;

/// <summary>How good predictions were, each made before its label was known; NaN where there is nothing to tell a figure from.</summary>
/// <param name="Rows">Rows that were judged: those with a label and a prediction.</param>
public abstract record PrequentialFigures(long Rows)
{
    /// <summary>The figure that a picture shows, smaller is better: mean absolute error, or the share of rows taken for another class.</summary>
    public abstract double MeanError { get; }

    /// <summary>The figures with their headings, in the order of a table.</summary>
    internal abstract IReadOnlyList<(string Heading, double Value)> Cells { get; }
}
