namespace AdaptiveML.Architecture.Tests.Circle;

/// <summary>One half of a circle, for the test of the test.</summary>
internal sealed class First
{
    public Second? Other { get; init; }
}
