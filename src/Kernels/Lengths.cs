using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AdaptiveML.Kernels;

/// <summary>
/// Checks of the spans that a kernel is given, one wording for all. A kernel's loop has no bounds checks, so every entry checks all its spans before it
/// takes a reference or writes an element. Needed lengths are computed in 64 bits: a product of two lengths cannot overflow.
/// </summary>
internal static class Lengths
{
    /// <summary>Throws unless a span has exactly <paramref name="needed"/> elements.</summary>
    /// <exception cref="ArgumentException">Names the span, what is needed and what came.</exception>
    public static void Equal<T>(ReadOnlySpan<T> span, long needed, [CallerArgumentExpression(nameof(span))] string name = "")
    {
        if (span.Length != needed)
        {
            Throw(name, span.Length, "exactly", needed);
        }
    }

    /// <inheritdoc cref="Equal{T}(ReadOnlySpan{T}, long, string)"/>
    public static void Equal<T>(ComplexSpan<T> span, long needed, [CallerArgumentExpression(nameof(span))] string name = "") => Equal<T>(span.Re, needed, name);

    /// <summary>Throws unless a span has <paramref name="needed"/> elements or more.</summary>
    /// <exception cref="ArgumentException">Names the span, what is needed and what came.</exception>
    public static void AtLeast<T>(ReadOnlySpan<T> span, long needed, [CallerArgumentExpression(nameof(span))] string name = "")
    {
        if (span.Length < needed)
        {
            Throw(name, span.Length, "at least", needed);
        }
    }

    /// <summary>Throws unless a span is made of whole tiles; no element is none too few.</summary>
    /// <returns>Its length.</returns>
    /// <exception cref="ArgumentException">Names the span, what is needed and what came.</exception>
    public static int WholeTiles<T>(ReadOnlySpan<T> span, [CallerArgumentExpression(nameof(span))] string name = "")
    {
        if (span.Length % Tile.Lanes != 0)
        {
            Throw(name, span.Length, "a multiple of", Tile.Lanes);
        }

        return span.Length;
    }

    /// <inheritdoc cref="WholeTiles{T}(ReadOnlySpan{T}, string)"/>
    public static int WholeTiles<T>(ComplexSpan<T> span, [CallerArgumentExpression(nameof(span))] string name = "") => WholeTiles<T>(span.Re, name);

    /// <summary>Throws unless a span is made of whole rows of <paramref name="length"/> elements, one element or more each.</summary>
    /// <returns>The number of rows.</returns>
    /// <exception cref="ArgumentException">Names the span, what is needed and what came.</exception>
    public static int Rows<T>(ReadOnlySpan<T> span, long length, [CallerArgumentExpression(nameof(span))] string name = "")
    {
        if (length <= 0 || span.Length % length != 0)
        {
            Throw(name, span.Length, "one or more elements a row and whole rows of", length);
        }

        return (int)(span.Length / length);
    }

    /// <summary>Throws unless a span holds <paramref name="size"/> rows of a square matrix, each in whole tiles.</summary>
    /// <returns>The length of a row.</returns>
    /// <exception cref="ArgumentException">Names the span, what is needed and what came.</exception>
    public static int Square<T>(ReadOnlySpan<T> span, int size, [CallerArgumentExpression(nameof(span))] string name = "")
    {
        InRange(size, 0, int.MaxValue - Tile.Lanes);
        Equal(span, (long)size * Tile.Pad(size), name);
        return Tile.Pad(size);
    }

    /// <summary>Throws unless <paramref name="minimum"/> ≤ <paramref name="value"/> ≤ <paramref name="maximum"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value and the range.</exception>
    public static void InRange(long value, long minimum, long maximum, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < minimum || value > maximum)
        {
            ThrowRange(name, value, minimum, maximum);
        }
    }

    [DoesNotReturn]
    private static void Throw(string name, int actual, string relation, long needed) =>
        throw new ArgumentException($"{name} has {actual} elements; the kernel needs {relation} {needed}.", name);

    [DoesNotReturn]
    private static void ThrowRange(string name, long value, long minimum, long maximum) =>
        throw new ArgumentOutOfRangeException(name, value, $"{name} must lie from {minimum} to {maximum}.");
}
