namespace AdaptiveML.Online;

/// <summary>How a learner is fitted to recorded rows: passes over them, with validation and early stopping.</summary>
public sealed record TrainingOptions
{
    /// <summary>What a pass does. Default: <see cref="TrainingMethod.OnlinePasses"/>.</summary>
    public TrainingMethod Method { get; init; } = TrainingMethod.OnlinePasses;

    /// <summary>
    /// Rows of the recording to a step of <see cref="TrainingMethod.BackpropagationThroughTime"/>, at least 1. States go on from window to window, errors go
    /// back within one; a window of all rows has the whole gradient, and one step a pass. Default: 16.
    /// </summary>
    public int WindowRows { get; init; } = 16;

    /// <summary>Most passes over the training rows, at least 1. Default: 10.</summary>
    public int MaximumPasses { get; init; } = 10;

    /// <summary>
    /// Share of the rows, from the end, that is held back to choose the best pass; from 0 (no validation: all passes are made) to 0.9. Default: 0.2.
    /// </summary>
    public double ValidationFraction { get; init; } = 0.2;

    /// <summary>Passes without a better validation loss after which training stops, at least 1. Default: 2.</summary>
    public int Patience { get; init; } = 2;

    /// <summary>
    /// Step size during the passes, from 0 to 10, or null for the learner's own; steps a window are fewer and may be larger than steps a row. Default: null.
    /// </summary>
    public double? LearningRate { get; init; }

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        Require.Defined(Method);
        Require.InRange(WindowRows, 1, int.MaxValue);
        Require.InRange(MaximumPasses, 1, int.MaxValue);
        Require.InRange(ValidationFraction, 0, 0.9);
        Require.InRange(Patience, 1, int.MaxValue);
        if (LearningRate is { } learningRate)
        {
            Require.InRange(learningRate, 0, 10, nameof(LearningRate));
        }
    }
}
