namespace AdaptiveML.Learners.Lru;

/// <summary>How much of the past the gradient of a recurrent learner sees.</summary>
public enum GradientMode
{
    /// <summary>All of it: real-time recurrent learning, equal to backpropagation through the whole past.</summary>
    Exact,

    /// <summary>The present step alone: truncated after one step.</summary>
    OneStep,

    /// <summary>None: the recurrence stays as it is, only the readout learns.</summary>
    ReadoutOnly,
}
