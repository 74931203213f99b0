namespace AdaptiveML.Kernels;

/// <summary>Complex numbers as two spans, one of real and one of imaginary parts.</summary>
internal readonly ref struct ComplexSpan<T>
{
    /// <summary>Takes real and imaginary parts as they are.</summary>
    /// <param name="re">Real parts, [n].</param>
    /// <param name="im">Imaginary parts, [n].</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public ComplexSpan(Span<T> re, Span<T> im)
    {
        Lengths.Equal<T>(im, re.Length);
        Re = re;
        Im = im;
    }

    /// <summary>Splits one span into its first half, the real parts, and its second half, the imaginary parts.</summary>
    /// <param name="halves">[2, n].</param>
    /// <exception cref="ArgumentException">The length is odd.</exception>
    public ComplexSpan(Span<T> halves)
    {
        Lengths.Rows<T>(halves, 2);
        Re = halves[..(halves.Length / 2)];
        Im = halves[(halves.Length / 2)..];
    }

    /// <summary>Real parts.</summary>
    public Span<T> Re { get; }

    /// <summary>Imaginary parts.</summary>
    public Span<T> Im { get; }
}
