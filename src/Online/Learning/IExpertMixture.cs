namespace AdaptiveML.Online;

/// <summary>A learner that combines the predictions of experts. A prediction ends with their weights.</summary>
public interface IExpertMixture
{
    /// <summary>The experts, in the order of the weights.</summary>
    IReadOnlyList<string> ExpertNames { get; }
}
