using System.Numerics;

namespace AdaptiveML.Learners.Tests;

/// <summary>Numbers as the targets of a classifier; what is broken stays so.</summary>
internal static class ClassTargets<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T[] Indices = [.. Enumerable.Range(0, 16).Select(T.CreateTruncating)];

    public static ReadOnlySpan<T> Of(T number, int classes) => T.Abs(number) < T.CreateTruncating(1000)
        ? Indices.AsSpan((int.CreateTruncating(T.Floor(number)) + (classes * 1000)) % classes, 1)
        : new[] { number };
}
