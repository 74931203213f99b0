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
        int length = Layer.BatchSize * Layer.RowLength;
        (_encoded, _features) = (new T[length], new T[length]);
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

    /// <summary>Makes the views orthogonal maps, and a key the row before its value, where a filter lets it.</summary>
    public void FixViews(LearnerMemory memory)
    {
        OrthogonalRows.Make(memory.Parameters.View<T>(Encoder.Weight), _inputSize);
        Layer.FixViews(memory);
    }

    /// <summary>Computes features and output of the next token of a sequence, which stays as it is.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="sequence">The state.</param>
    /// <param name="input">u, padded with zeros.</param>
    /// <param name="output">Receives y.</param>
    /// <returns>z, until the next call.</returns>
    public ReadOnlySpan<T> Forward(LearnerMemory memory, FlatBuffer sequence, ReadOnlySpan<T> input, Span<T> output)
    {
        var features = Chunk(memory, sequence, input, 1);
        Decoder.Forward(memory, features, output);
        return features;
    }

    /// <summary>Takes a sequence past the token that <see cref="Forward"/> saw last.</summary>
    /// <returns>See <see cref="TttLayer{T}.Advance"/>.</returns>
    public bool Advance(LearnerMemory memory, FlatBuffer sequence) => Layer.Advance(memory, sequence, 1);

    /// <summary>Takes a sequence through tokens, mini-batch by mini-batch, and computes features and output of the last.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="sequence">The state.</param>
    /// <param name="input">The tokens, at least one.</param>
    /// <param name="output">Receives y.</param>
    /// <param name="loss">The last token's inner loss.</param>
    /// <returns>z, until the next call.</returns>
    public ReadOnlySpan<T> ForwardWindow(LearnerMemory memory, FlatBuffer sequence, ReadOnlySpan<T> input, Span<T> output, out double loss)
    {
        int row = Tile.Pad(_inputSize), tokens = input.Length / row, count = 0;
        ReadOnlySpan<T> features = default;
        for (int start = 0; start < tokens; start += count)
        {
            count = Math.Min(Layer.Room(sequence), tokens - start);
            features = Chunk(memory, sequence, input.Slice(start * row, count * row), count);
            Layer.Advance(memory, sequence, count);
        }

        loss = Layer.Loss(count - 1);
        Decoder.Forward(memory, features, output);
        return features;
    }

    /// <summary>z of the last of some tokens of a mini-batch.</summary>
    private ReadOnlySpan<T> Chunk(LearnerMemory memory, FlatBuffer sequence, ReadOnlySpan<T> input, int count)
    {
        int row = Layer.RowLength, inputRow = input.Length / count;
        for (int i = 0; i < count; i++)
        {
            Encoder.Forward(memory, input.Slice(i * inputRow, inputRow), _encoded.AsSpan(i * row, row));
        }

        Span<T> encoded = _encoded.AsSpan(0, count * row), features = _features.AsSpan(0, count * row);
        Layer.Forward(memory, sequence, encoded, features);
        TensorPrimitives.Add<T>(features, encoded, features);
        return features[^row..];
    }
}
