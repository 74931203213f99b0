namespace AdaptiveML.Learners.Tests;

/// <summary>What comes as a row's inputs.</summary>
internal enum Given
{
    Clean,
    OneMissing,
    AllMissing,
    Spike,
    Infinite,
}
