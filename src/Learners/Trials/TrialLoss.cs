namespace AdaptiveML.Learners.Trials;

/// <summary>What an answer costs beside the truth.</summary>
public enum TrialLoss
{
    /// <summary>|y − ŷ|.</summary>
    Absolute,

    /// <summary>(y − ŷ)².</summary>
    Squared,

    /// <summary>0 where y = ŷ, else 1: for answers that are numbers of classes.</summary>
    ZeroOne,
}
