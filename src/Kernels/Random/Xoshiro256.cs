namespace AdaptiveML.Kernels;

/// <summary>
/// A random generator whose whole state is four words that a learner keeps in its own memory, so that it is saved, restored and replayed with the rest.
/// xoshiro256** by D. Blackman and S. Vigna (2018), seeded by SplitMix64.
/// </summary>
public readonly ref struct Xoshiro256
{
    /// <summary>Number of 64-bit words of state.</summary>
    public const int StateLength = 4;

    private readonly Span<ulong> _state;

    /// <summary>Continues the stream whose state lies in <paramref name="state"/>, [<see cref="StateLength"/>].</summary>
    /// <exception cref="ArgumentException">The state has another length.</exception>
    public Xoshiro256(Span<ulong> state)
    {
        Lengths.Equal<ulong>(state, StateLength);
        _state = state;
    }

    /// <summary>Writes the start of the stream of <paramref name="seed"/> into <paramref name="state"/>, [<see cref="StateLength"/>], and returns it.</summary>
    /// <exception cref="ArgumentException">The state has another length.</exception>
    public static Xoshiro256 Seed(Span<ulong> state, ulong seed)
    {
        var stream = new Xoshiro256(state);
        foreach (ref ulong word in state)
        {
            seed += 0x9E3779B97F4A7C15;
            ulong z = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            word = z ^ (z >> 31);
        }

        return stream;
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64()
    {
        ulong result = ulong.RotateLeft(_state[1] * 5, 7) * 9;
        ulong shifted = _state[1] << 17;
        _state[2] ^= _state[0];
        _state[3] ^= _state[1];
        _state[1] ^= _state[2];
        _state[0] ^= _state[3];
        _state[2] ^= shifted;
        _state[3] = ulong.RotateLeft(_state[3], 45);
        return result;
    }

    /// <summary>A uniform number of the open interval (0, 1), a multiple of 2⁻⁵³ plus 2⁻⁵⁴.</summary>
    public double NextUniform() => ((NextUInt64() >> 11) + 0.5) * (1.0 / (1L << 53));

    /// <summary>A standard normal number (Box–Muller, one of the pair).</summary>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2 * Elementary.Log(NextUniform()));
        return radius * Elementary.SinCos(2 * Math.PI * NextUniform()).Cos;
    }

    /// <summary>
    /// Brings items into a random order, each as likely (R. Durstenfeld, "Algorithm 235: random permutation", 1964); takes a uniform number for each item but
    /// one.
    /// </summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = (int)(NextUniform() * (i + 1));
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}
