using AdaptiveML.Kernels;

namespace AdaptiveML.PlantYear;

/// <summary>Random numbers of a seed.</summary>
public sealed class Dice
{
    private readonly ulong[] _state = new ulong[Xoshiro256.StateLength];

    /// <summary>Starts the stream of a seed.</summary>
    public Dice(ulong seed) => Xoshiro256.Seed(_state, seed);

    /// <summary>Those of a stream.</summary>
    /// <param name="seed">Which stream of its kind; 0 for that of the reported figures.</param>
    public static Dice OfStream(ulong seed) => new(17 + (1000 * seed));

    /// <summary>Those of a fault.</summary>
    /// <param name="seed">Which stream of its kind; 0 for that of the reported figures.</param>
    public static Dice OfFault(ulong seed) => new(991 + (1000 * seed));

    /// <summary>A standard normal number.</summary>
    public double Normal() => new Xoshiro256(_state).NextNormal();

    /// <summary>A uniform number of (0, 1).</summary>
    public double Uniform() => new Xoshiro256(_state).NextUniform();

    /// <summary>Brings items into a random order.</summary>
    public void Shuffle(Span<int> items) => new Xoshiro256(_state).Shuffle(items);
}
