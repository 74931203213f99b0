namespace AdaptiveML.Kernels;

/// <summary>Complex numbers as two spans, one of real and one of imaginary parts.</summary>
/// <param name="re">Real parts.</param>
/// <param name="im">Imaginary parts; same length.</param>
public readonly ref struct ComplexSpan<T>(Span<T> re, Span<T> im)
{
    /// <summary>Splits one span into its first half, the real parts, and its second half, the imaginary parts.</summary>
    public ComplexSpan(Span<T> halves)
        : this(halves[..(halves.Length / 2)], halves[(halves.Length / 2)..])
    {
    }

    /// <summary>Real parts.</summary>
    public Span<T> Re { get; } = re;

    /// <summary>Imaginary parts.</summary>
    public Span<T> Im { get; } = im;
}
