using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

/// <summary>The parts of a stack. Made before its memory, since each adds its fields to the layout.</summary>
internal sealed class LruStackParts<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LruStackOptions _options;
    private readonly int _inputSize;

    public LruStackParts(int inputSize, int outputSize, LruStackOptions options)
    {
        (_inputSize, _options) = (inputSize, options);
        Encoder = new(Layout, "enc_W", "enc_b", inputSize, options.Width);
        Blocks = [.. Enumerable.Range(0, options.Blocks).Select(l => new LruBlock<T>(Layout, $"l{l}_", options))];
        Decoder = new(Layout, "dec_W", "dec_b", options.Width, outputSize);
    }

    public MachineLayout<T> Layout { get; } = new();

    public DenseMap<T> Encoder { get; }

    /// <summary>The lowest first.</summary>
    public LruBlock<T>[] Blocks { get; }

    public DenseMap<T> Decoder { get; }

    /// <summary>Draws the initial values from the options' seed; the decoder stays zero.</summary>
    public void Draw(LearnerMemory memory)
    {
        var random = Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], _options.Unit.Seed);
        Encoder.Draw(memory, _inputSize, random);
        foreach (var block in Blocks)
        {
            block.Draw(memory, random);
        }
    }
}
