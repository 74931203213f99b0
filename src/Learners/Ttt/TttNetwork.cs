using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// A test-time training layer between two maps, with a residual path, as a part of a machine:
/// <code>
/// h = A u + a      z = h + layer(h)      y = C z + c
/// </code>
/// z are the features, y what the views are learnt by: the next row, or a label.
/// </summary>
internal sealed class TttNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _inputSize;
    private readonly T[] _encoded;
    private readonly T[] _features;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    public TttNetwork(MachineLayout<T> layout, string prefix, int inputSize, int width, int outputSize, TttOptions options)
    {
        (_inputSize, OutputSize) = (inputSize, outputSize);
        Encoder = new(layout, prefix + "enc_W", prefix + "enc_b", inputSize, width);
        Layer = new(layout, prefix, width, options);
        Decoder = new(layout, prefix + "dec_W", prefix + "dec_b", width, outputSize);
        (_encoded, _features) = (new T[Layer.RowLength], new T[Layer.RowLength]);
    }

    /// <summary>Elements of y.</summary>
    public int OutputSize { get; }

    /// <summary>A and a.</summary>
    public DenseMap<T> Encoder { get; }

    /// <summary>The layer.</summary>
    public TttLayer<T> Layer { get; }

    /// <summary>C and c.</summary>
    public DenseMap<T> Decoder { get; }

    /// <summary>Draws the initial values; C and c stay zero, and so does the output.</summary>
    public void Initialize(LearnerMemory memory, ulong seed)
    {
        Encoder.Draw(memory, _inputSize, Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], seed));
        Layer.Initialize(memory);
    }

    /// <summary>Computes features and output of the next token of a sequence, which stays as it is.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="sequence">The state.</param>
    /// <param name="input">u, padded with zeros.</param>
    /// <param name="output">Receives y.</param>
    public void Forward(LearnerMemory memory, FlatBuffer sequence, ReadOnlySpan<T> input, Span<T> output)
    {
        Encoder.Forward(memory, input, _encoded);
        Layer.Forward(memory, sequence, _encoded, _features);
        TensorPrimitives.Add<T>(_features, _encoded, _features);
        Decoder.Forward(memory, _features, output);
    }

    /// <summary>Takes a sequence past the token that <see cref="Forward"/> saw last.</summary>
    /// <returns>See <see cref="TttLayer{T}.Advance"/>.</returns>
    public bool Advance(LearnerMemory memory, FlatBuffer sequence) => Layer.Advance(memory, sequence, 1);
}
