namespace AdaptiveML.Architecture.Tests.Circle;

/// <summary>The other half.</summary>
internal sealed class Second
{
    public First? Other { get; init; }
}
