using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>What every continual learner can be told.</summary>
public abstract record ContinualOptions
{
    /// <summary>
    /// Whether inputs are shifted and scaled to mean 0 and deviation 1 of the first task, and an input that turns out to deviate two hundred times as much to
    /// those of all that was learnt. Default: true.
    /// </summary>
    public bool Standardizes { get; init; } = true;

    /// <summary>Magnitude, after scaling, to which an input is cut back, from 1 to 1e9. Default: 6.</summary>
    public double ClipAt { get; init; } = 6;

    /// <summary>What is kept of each task, for <see cref="ContinualLearner{T}.AtTask(string)"/>. Default: <see cref="TaskCheckpoints.Scoring"/>.</summary>
    public TaskCheckpoints Checkpoints { get; init; } = TaskCheckpoints.Scoring;

    /// <summary>Whether scores are made into probabilities: in the same order, none below 0, and 1 together. Default: false.</summary>
    public bool GivesProbabilities { get; init; }

    /// <summary>
    /// Whether experts that forget stand beside the learner where it learns row by row, and a mixture follows whichever is best: an adaptive random forest,
    /// ridge regressions that forget, the last class and the most frequent one of late. Needs probabilities (<see cref="GivesProbabilities"/>), and
    /// scores that are not task-aware; tasks are learnt as without it. Default: false.
    /// </summary>
    public bool FollowsDrift { get; init; }

    /// <summary>
    /// Whether it is said at each row which task it is of: its sequence is <see cref="SequenceKey.Of(ReadOnlySpan{char})"/> of the task's name. Classes that
    /// the task had not score nothing; a row of a task that nobody knows is scored as if nothing were said. Default: false, all classes compete.
    /// </summary>
    public bool IsTaskAware { get; init; }

    /// <summary>Whether scores lie between 0 and 1, more or less: those of a regression on the classes.</summary>
    internal virtual bool GivesShares => false;

    /// <summary>What scores that are logarithms are multiplied by, at first, before their softmax gives probabilities.</summary>
    internal virtual double Sharpness => 1;

    /// <summary>What to change where a learner would be too large to be saved.</summary>
    internal abstract string SizeAdvice { get; }

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public virtual void Validate()
    {
        Require.InRange(ClipAt, 1, 1e9);
        Require.Defined(Checkpoints);
    }
}
