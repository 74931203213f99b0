namespace TaskSwitch;

/// <summary>Balanced accuracy, a mean over tasks, of each random draw of the labelled rows.</summary>
/// <param name="Name">What was learnt.</param>
/// <param name="Colour">Colour of its line.</param>
/// <param name="Draws">For each number of rows, one a draw.</param>
internal sealed record Curve(string Name, string Colour, double[][] Draws)
{
    public double Mean(int size) => Draws[size].Average();

    /// <summary>Standard deviation of the draws.</summary>
    public double Spread(int size) => Math.Sqrt(Draws[size].Sum(value => Math.Pow(value - Mean(size), 2)) / (Draws[size].Length - 1));
}
