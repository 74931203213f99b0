namespace AdaptiveML.Learners.Continual;

/// <summary>What a continual learner keeps of what it was after each task.</summary>
public enum TaskCheckpoints
{
    /// <summary>What scoring needs: the learner as it was then predicts the same bits and learns no more. Gram matrices and factors are not kept.</summary>
    Scoring,

    /// <summary>Everything: the learner as it was then goes on as it would have gone on.</summary>
    Whole,

    /// <summary>Nothing.</summary>
    None,
}
