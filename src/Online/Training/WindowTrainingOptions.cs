namespace AdaptiveML.Online;

/// <summary>How parameters are fitted to windows of recorded rows by Adam, with validation and early stopping.</summary>
public sealed record WindowTrainingOptions
{
    /// <summary>Rows of a window, drawn at random within a sequence; from 2 to 65536. Shorter sequences are taken whole. Default: 128.</summary>
    public int WindowRows { get; init; } = 128;

    /// <summary>Windows whose gradients are averaged for a step, from 1 to 1024. Default: 1.</summary>
    public int WindowsPerStep { get; init; } = 1;

    /// <summary>Most passes, each of as many windows as hold the rows once, at least 1. Default: 20.</summary>
    public int MaximumPasses { get; init; } = 20;

    /// <summary>
    /// Share of the rows, from the end, that is held back to choose the best pass; from 0 (no validation: all passes are made) to 0.9. Default: 0.2.
    /// </summary>
    public double ValidationFraction { get; init; } = 0.2;

    /// <summary>Passes without a better validation loss after which training stops, at least 1. Default: 8.</summary>
    public int Patience { get; init; } = 8;

    /// <summary>Step size, positive, up to 10. Default: 0.005.</summary>
    public double LearningRate { get; init; } = 5e-3;

    /// <summary>Whether the step size falls along half a cosine, to a hundredth at the last of all passes. Default: true.</summary>
    public bool DecaysRate { get; init; } = true;

    /// <summary>Largest Euclidean norm of a step's gradient, positive; longer ones are shortened to it. Default: 1.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>Seed of the draw of windows. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        Require.InRange(WindowRows, 2, 65536);
        Require.InRange(WindowsPerStep, 1, 1024);
        Require.InRange(MaximumPasses, 1, int.MaxValue);
        Require.InRange(ValidationFraction, 0, 0.9);
        Require.InRange(Patience, 1, int.MaxValue);
        Require.InRange(LearningRate, double.Epsilon, 10);
        Require.InRange(ClipNorm, double.Epsilon, double.MaxValue);
    }
}
