using AdaptiveML.Online;

namespace AdaptiveML.Learners.Baselines;

/// <summary>Features, memory and regularisation of recursive least squares.</summary>
public sealed record RecursiveLeastSquaresOptions
{
    /// <summary>Whether the regression sees the square of every input. Default: false.</summary>
    public bool SeesSquares { get; init; }

    /// <summary>Whether it sees every input's difference to the row before. Default: false.</summary>
    public bool SeesDifferences { get; init; }

    /// <summary>Whether it sees the targets known last. Default: false.</summary>
    public bool SeesLastTarget { get; init; }

    /// <summary>Weight of a row relative to the one after it, from 0.5 to 1; 1 forgets nothing. Default: 0.999.</summary>
    public double Forgetting { get; init; } = 0.999;

    /// <summary>Ridge penalty on the weights at the start, in standardised units, from 1e-9 to 1e9. Default: 1.</summary>
    public double L2Regularization { get; init; } = 1;

    /// <summary>Most sequences that have last rows of their own at once, at least 1. Default: 1024.</summary>
    public int MaximumSequences { get; init; } = 1024;

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        Require.InRange(Forgetting, 0.5, 1);
        Require.InRange(L2Regularization, 1e-9, 1e9);
        Require.InRange(MaximumSequences, 1, int.MaxValue);
    }
}
