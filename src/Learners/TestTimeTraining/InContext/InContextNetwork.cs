using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>An <see cref="InContextLayer{T}"/> as the network of a featurizer: the features are the query and the forecast.</summary>
internal sealed class InContextNetwork<T> : IFeatureNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _width;
    private readonly int _inputSize;
    private readonly ExplosionGuard<T> _guard;
    private readonly T[] _outputs;
    private readonly T[] _features;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    public InContextNetwork(MachineLayout<T> layout, int inputSize, int width, int outputSize, int lead, TttLayerOptions options)
    {
        (_inputSize, _width, OutputSize) = (inputSize, width, outputSize);
        Layer = new(layout, inputSize, width, outputSize, lead, options);
        _guard = new(layout, "");
        (_outputs, _features) = (new T[options.MiniBatchSize * Layer.OutputRow], new T[width + outputSize]);
    }

    /// <summary>Elements of the forecast.</summary>
    public int OutputSize { get; }

    /// <summary>The layer.</summary>
    public InContextLayer<T> Layer { get; }

    /// <inheritdoc/>
    public int FeatureCount => _features.Length;

    /// <inheritdoc/>
    public double LastLoss { get; private set; }

    /// <inheritdoc/>
    public void Initialize(LearnerMemory memory, ulong seed) => Layer.Initialize(memory, seed);

    /// <inheritdoc/>
    public void FixViews(LearnerMemory memory) => OrthogonalRows.Make(memory.Parameters.View<T>(Layer.Encoder.Weight), _inputSize);

    /// <inheritdoc/>
    public int Room(FlatBuffer sequence) => Layer.Heads.Room(sequence);

    /// <inheritdoc/>
    public ReadOnlySpan<T> Forward(LearnerMemory memory, FlatBuffer sequence, ReadOnlySpan<T> input, int count, Span<T> output)
    {
        var outputs = _outputs.AsSpan(0, count * Layer.OutputRow);
        Layer.Forward(memory, sequence, input, outputs);
        LastLoss = Layer.HasKey(sequence, count - 1) ? Layer.Heads.Loss(count - 1) : double.NaN;
        outputs[^Layer.OutputRow..][..OutputSize].CopyTo(output);
        Layer.Query(count - 1).CopyTo(_features);
        output.CopyTo(_features.AsSpan(_width));
        return _features;
    }

    /// <inheritdoc/>
    public bool Advance(LearnerMemory memory, FlatBuffer sequence, int count)
    {
        int first = 0;
        while (first < count && !Layer.HasKey(sequence, first))
        {
            first++;
        }

        _guard.Learn(sequence, Layer.Heads, first, count);
        bool isFinite = Layer.Advance(memory, sequence, count), isSound = isFinite && !_guard.HasExploded(sequence);
        if (isFinite && !isSound)
        {
            Layer.Heads.Restart(sequence);
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
        Layer.Heads.Restart(sequence);
        _guard.Forget(sequence);
    }

    /// <inheritdoc/>
    public IWindowGradient<T> Window(LearnerMemory memory, int capacity) => new InContextWindow<T>(Layer, memory, OutputSize, capacity);
}
