namespace AdaptiveML.Online;

/// <summary>A contiguous run of parameters that is stepped alike.</summary>
/// <param name="Offset">First element.</param>
/// <param name="Length">Number of elements, a whole number of tiles.</param>
/// <param name="LearningRateFactor">Multiplies the learning rate; 0 leaves the run as it is.</param>
/// <param name="Decays">Whether weight decay applies.</param>
internal readonly record struct ParameterGroup(int Offset, int Length, double LearningRateFactor, bool Decays);
