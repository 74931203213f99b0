using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// A test-time training layer between two maps, with a residual path, as a part of a machine:
/// <code>
/// h = A u + a      z = h + layer(h)      y = C z + c
/// </code>
/// z are the features, y what the views are learnt by: the next row, or a label.
/// </summary>
internal sealed class TttNetwork<T> : IFeatureNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _inputSize;
    private readonly ExplosionGuard<T> _guard;
    private readonly T[] _encoded;
    private readonly T[] _features;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    public TttNetwork(MachineLayout<T> layout, string prefix, int inputSize, int width, int outputSize, TttLayerOptions options)
    {
        (_inputSize, FeatureCount, OutputSize) = (inputSize, width, outputSize);
        Encoder = new(layout, prefix + "enc_W", prefix + "enc_b", inputSize, width);
        Layer = new(layout, prefix, width, options);
        _guard = new(layout, prefix);
        Decoder = new(layout, prefix + "dec_W", prefix + "dec_b", width, outputSize);
        int length = Layer.BatchSize * Layer.RowLength;
        (_encoded, _features) = (new T[length], new T[length]);
    }

    /// <inheritdoc/>
    public int FeatureCount { get; }

    /// <inheritdoc/>
    public double LastLoss { get; private set; }

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

    /// <inheritdoc/>
    public void FixViews(LearnerMemory memory)
    {
        OrthogonalRows.Make(memory.Parameters.View<T>(Encoder.Weight), _inputSize);
        Layer.FixViews(memory);
    }

    /// <inheritdoc/>
    public int Room(FlatBuffer sequence) => Layer.Room(sequence);

    /// <inheritdoc/>
    public ReadOnlySpan<T> Forward(LearnerMemory memory, FlatBuffer sequence, ReadOnlySpan<T> input, int count, Span<T> output)
    {
        int row = Layer.RowLength, inputRow = input.Length / count;
        for (int i = 0; i < count; i++)
        {
            Encoder.Forward(memory, input.Slice(i * inputRow, inputRow), _encoded.AsSpan(i * row, row));
        }

        Span<T> encoded = _encoded.AsSpan(0, count * row), features = _features.AsSpan(0, count * row);
        Layer.Forward(memory, sequence, encoded, features);
        LastLoss = Layer.Loss(count - 1);
        TensorPrimitives.Add<T>(features, encoded, features);
        Decoder.Forward(memory, features[^row..], output);
        return features[^row..][..FeatureCount];
    }

    /// <inheritdoc/>
    public bool Advance(LearnerMemory memory, FlatBuffer sequence, int count)
    {
        _guard.Learn(sequence, Layer.Heads, 0, count);
        bool isFinite = Layer.Advance(memory, sequence, count), isSound = isFinite && !_guard.HasExploded(sequence);
        if (isFinite && !isSound)
        {
            Layer.Restart(sequence);
        }

        if (!isSound)
        {
            _guard.Forget(sequence);
        }

        return isSound;
    }

    /// <inheritdoc/>
    public void Restart(FlatBuffer sequence)
    {
        Layer.Restart(sequence);
        _guard.Forget(sequence);
    }

    /// <inheritdoc/>
    public IWindowGradient<T> Window(LearnerMemory memory, int capacity) => new TttWindow<T>(this, memory, _inputSize, capacity);
}
