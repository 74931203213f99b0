namespace AdaptiveML.Online;

/// <summary>A learner that combines the predictions of experts, and watches itself. A prediction ends with numbers of <see cref="AlarmReason"/>s and the experts' weights.</summary>
internal interface IExpertMixture
{
    /// <summary>Alarms of a prediction.</summary>
    int AlarmCount { get; }

    /// <summary>The experts, in the order of the weights.</summary>
    IReadOnlyList<string> ExpertNames { get; }
}
