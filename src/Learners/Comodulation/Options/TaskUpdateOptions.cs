using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>How a task goes on learning row by row, by Adam, with the moments that it was left with.</summary>
public sealed record TaskUpdateOptions
{
    /// <summary>Step size, from 0 to 10. Default: 0.001.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Largest Euclidean norm of a gradient; longer ones are shortened to it. Positive, or null for no clipping. Default: 10.</summary>
    public double? ClipNorm { get; init; } = 10;

    /// <summary>Rows of a task between its updates, at least 1; their gradients are averaged. Default: 1.</summary>
    public int UpdateEvery { get; init; } = 1;

    /// <summary>Draws of the modulator at each row that is learnt, from 2 to 1000. Default: 2.</summary>
    public int RoutingSamples { get; init; } = 2;

    /// <summary>Most tasks and groups of rows that the gate follows at once, at least 1. Default: 1024.</summary>
    public int MaximumSequences { get; init; } = 1024;

    /// <summary>
    /// What stands between a row and what has been learnt. It decides what is learnt from, never what is predicted: scoring has no memory, and a missing input
    /// is always refused.
    /// </summary>
    public GateOptions Gate { get; init; } = new() { MissingInput = MissingInput.Refuse, QuarantineRows = 0 };

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentException">Names the value.</exception>
    public void Validate()
    {
        Require.InRange(LearningRate, 0, 10);
        Require.InRange(ClipNorm ?? 1, double.Epsilon, double.MaxValue, nameof(ClipNorm));
        Require.InRange(UpdateEvery, 1, int.MaxValue);
        Require.InRange(RoutingSamples, 2, 1000);
        Require.InRange(MaximumSequences, 1, int.MaxValue);
        ArgumentNullException.ThrowIfNull(Gate);
        Gate.Validate();
        if (Gate.MissingInput != MissingInput.Refuse)
        {
            throw new ArgumentException("Scoring has no memory, so there is no last good value: Gate.MissingInput must be Refuse.", nameof(Gate));
        }
    }
}
