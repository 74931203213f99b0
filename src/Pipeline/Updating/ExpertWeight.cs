namespace AdaptiveML.Pipeline;

/// <summary>How much one of the experts whose predictions a learner combines had to say.</summary>
/// <param name="Name">The expert.</param>
/// <param name="Weight">Its weight, or its mean weight over rows; NaN where no row was predicted.</param>
public readonly record struct ExpertWeight(string Name, double Weight);
