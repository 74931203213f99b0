namespace AdaptiveML.Online;

/// <summary>What was found in a row's target.</summary>
internal enum TargetQuality
{
    /// <summary>It can be learnt from.</summary>
    Known,

    /// <summary>No element of it is known.</summary>
    Missing,

    /// <summary>It is a class, or an event, that the learner does not know.</summary>
    UnknownClass,

    /// <summary>It is a class beyond the most that there may be.</summary>
    ClassBeyondLimit,

    /// <summary>It is infinite, or beyond what arithmetic can bear beside the targets before.</summary>
    NonFinite,

    /// <summary>It is further from the target before than has ever been usual.</summary>
    Implausible,

    /// <summary>It has been the same for longer than is usual.</summary>
    Stuck,
}
