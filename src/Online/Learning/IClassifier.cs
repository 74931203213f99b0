namespace AdaptiveML.Online;

/// <summary>
/// A learner whose target is a class: its index, from 0, or NaN where it is not known. Any other number is a class that the learner does not know; such a row
/// is predicted and followed, and skipped with reason <see cref="UpdateReason.UnknownLabel"/>, or of
/// <see cref="BeyondLimit"/> with reason <see cref="UpdateReason.ClassLimit"/>.
/// </summary>
internal interface IClassifier
{
    /// <summary>The target of a class beyond the most that there may be.</summary>
    const int BeyondLimit = -2;

    /// <summary>The classes that the learner knows.</summary>
    int ClassCount { get; }
}
