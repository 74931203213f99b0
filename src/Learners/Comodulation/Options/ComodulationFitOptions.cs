using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// How the base of a comodulated classifier is fitted: by Adam on batches of rows, weights, readout and the primary tasks' couplings together.
/// </summary>
public sealed record ComodulationFitOptions
{
    /// <summary>Most passes over the rows, at least 1. Default: 200.</summary>
    public int MaximumPasses { get; init; } = 200;

    /// <summary>
    /// Passes after which the fit stops, at least 1, and of 1000 steps at least, where the rows held back were not predicted better by more than the standard
    /// error of the difference. Default: 4.
    /// </summary>
    public int Patience { get; init; } = 4;

    /// <summary>
    /// Share of the rows, drawn by a hash of what they hold, that is held back to choose the best pass, and whether couplings or logistic regression on the
    /// inputs serve a task of the fit better; from 0 (no validation: all passes are made) to 0.9. A row that is held back is so in all tasks, and is learnt
    /// with all others in the end, which takes the passes once more. Default: 0.15.
    /// </summary>
    public double ValidationFraction { get; init; } = 0.15;

    /// <summary>Rows to a step, at least 1. Default: 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Step size, from 0 to 10. Default: 0.001.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>AdamW's weight decay, from 0 to 1. Default: 0.01.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>
    /// Parts into which the primary tasks are divided so that each part can be held back once, and learnt as a new task on a base of the others: that tells
    /// which method to trust, and how far to trust what rows held back say. Costs as many fits more. From 2, or 0 to learn nothing of the kind. Default: 3.
    /// </summary>
    public int TaskParts { get; init; } = 3;

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        Require.InRange(MaximumPasses, 1, int.MaxValue);
        Require.InRange(Patience, 1, int.MaxValue);
        Require.InRange(ValidationFraction, 0, 0.9);
        Require.InRange(BatchSize, 1, int.MaxValue);
        Require.InRange(LearningRate, 0, 10);
        Require.InRange(WeightDecay, 0, 1);
        if (TaskParts != 0)
        {
            Require.InRange(TaskParts, 2, 1000);
        }
    }
}
