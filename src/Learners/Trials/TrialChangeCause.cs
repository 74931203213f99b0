namespace AdaptiveML.Learners.Trials;

/// <summary>Why another contestant answers.</summary>
public enum TrialChangeCause
{
    /// <summary>The sequential test found that it errs less.</summary>
    Better = 1,

    /// <summary>The one before it broke: nearly every row was far worse than is usual between the two.</summary>
    Broken = 2,
}
