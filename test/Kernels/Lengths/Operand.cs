using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels.Tests;

/// <summary>How many elements a kernel's argument needs; a complex one has as many real as imaginary parts.</summary>
internal readonly record struct Need(int Length, bool IsComplex)
{
    public static implicit operator Need(int length) => new(length, false);

    public static Need Complex(int length) => new(length, true);
}

/// <summary>An argument of a kernel, with guards before and behind its elements.</summary>
internal sealed class Operand
{
    private const int Guard = 64;
    private const long Sentinel = 0x7FF8_0123_4567_89AB;
    private readonly double[][] _parts;
    private readonly double[][] _before;
    private readonly int _length;

    public Operand(Need need, int cut)
    {
        _length = need.Length - cut;
        _parts = [.. Enumerable.Range(0, need.IsComplex ? 2 : 1).Select(_ => Fill(need.Length, _length))];
        _before = [.. _parts.Select(part => part.ToArray())];
    }

    public Span<double> Real => _parts[0].AsSpan(Guard, _length);

    public ComplexSpan<double> Complex => new(_parts[0].AsSpan(Guard, _length), _parts[1].AsSpan(Guard, _length));

    /// <summary>Whether nothing was written outside the elements that the kernel was given.</summary>
    public bool GuardsStand => Array.TrueForAll(_parts, part => Stand(part.AsSpan(0, Guard)) && Stand(part.AsSpan(Guard + _length)));

    /// <summary>Whether nothing was written at all.</summary>
    public bool IsUnchanged =>
        _parts.Zip(_before).All(pair => MemoryMarshal.AsBytes<double>(pair.First).SequenceEqual(MemoryMarshal.AsBytes<double>(pair.Second)));

    private static bool Stand(ReadOnlySpan<double> guard) => !MemoryMarshal.Cast<double, long>(guard).ContainsAnyExcept(Sentinel);

    /// <summary>A matrix of sixteen columns is positive definite: 4 on its diagonal, 1/16 beside it. What was cut off is guard.</summary>
    private static double[] Fill(int needed, int length)
    {
        var part = new double[needed + (2 * Guard)];
        part.AsSpan().Fill(BitConverter.Int64BitsToDouble(Sentinel));
        for (int i = 0; i < length; i++)
        {
            part[Guard + i] = i % (Tile.Lanes + 1) == 0 ? 4 : 1.0 / 16;
        }

        return part;
    }
}

/// <summary>One entry of a kernel with arguments that fit.</summary>
/// <param name="Entry">Type, method and number of spans, as <see cref="KernelEntries.Name"/> gives them.</param>
/// <param name="Needs">One for each span, in the order of the parameters.</param>
/// <param name="Run">Calls it.</param>
/// <param name="Free">The argument whose length says how large the problem is, so that one element less is a smaller problem; −1 where there is none.</param>
internal sealed record KernelCase(string Entry, Need[] Needs, Action<Operand[]> Run, int Free = -1)
{
    public override string ToString() => Entry;
}
