using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// Backpropagation of a recurrent net through windows of recorded sequences, with a memory of its own.
/// <code>
/// u ← 0;      from the last row of the window to the first:  u ← u + ℓ_t,  ∂W += (u ∂s_t/∂a) [x; h; 1]ᵀ,  u ← u J_t
/// </code>
/// The state in front of a window comes from as many rows as the window has, or from the beginning of the sequence.
/// </summary>
/// <remarks>
/// Where the last label is among the inputs, every other window hides it, drawn at random, and so does one of two validations: whether labels come in use
/// nothing in a recording can say, and a net that has always seen the last one would not know what to make of it once they stop.
/// </remarks>
internal sealed class RecurrentTraining<T> : IWindowModel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SequenceRecording<T> _recording;
    private readonly WindowDraw<T> _draw;
    private readonly RecurrentCore<T> _core;
    private readonly OutputLayer<T> _output;
    private readonly LastLabel<T>? _label;
    private readonly bool _hides;
    private readonly RecurrentStep<T>[] _steps;
    private readonly T[] _input;
    private readonly T[] _unknown;
    private readonly T[] _vectors;
    private readonly T[] _gates;
    private readonly T[] _ones;
    private readonly T[] _transposed;
    private readonly T[] _u;
    private readonly T[] _past;

    /// <summary>Sets up the training of a net, from the weights that the options draw.</summary>
    /// <param name="inputSize">Elements of a row's own inputs.</param>
    /// <param name="outputSize">Elements of a prediction.</param>
    /// <param name="seesLabel">Whether the last label is among the inputs.</param>
    /// <param name="recording">Sequences to learn, and those held back.</param>
    /// <param name="net">Shape and output of the net.</param>
    /// <param name="options">Windows and steps.</param>
    public RecurrentTraining(
        int inputSize, int outputSize, bool seesLabel, SequenceRecording<T> recording, RecurrentOptions net, WindowTrainingOptions options)
    {
        _recording = recording;
        _draw = new(recording.Training, options.WindowRows);
        int targetSize = net.Output == RecurrentOutput.Softmax ? 1 : outputSize;
        var layout = new MachineLayout<T>();
        var standardizer = new Standardizer<T>(inputSize, targetSize, layout.State);
        _core = new(layout, string.Empty, inputSize + (seesLabel ? outputSize : 0), net);
        _output = OutputLayer<T>.Create(layout, string.Empty, outputSize, standardizer, features: null, net);
        _label = seesLabel ? new(layout.Sequence, outputSize) : null;
        _hides = seesLabel && recording.Training.Concat(recording.Validation).Any(stretch => stretch.Run.Labelled.Count > 1);
        Optimizer = new(net.Update with { LearningRate = options.LearningRate, Beta2 = 0.999 }, layout.Parameters, layout.State);
        Memory = new(layout.Parameters.Layout, layout.State, layout.Sequence, 1, keepsCopy: false);
        standardizer.Initialize(Memory);
        Optimizer.Initialize(Memory);
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], net.Seed);
        _core.Draw(Memory, random);
        _output.Draw(Memory, random);
        if (net.Cell == RecurrentCell.Tanh)
        {
            TimeScales.Spread(Memory, _core, recording.Training.Average(static stretch => stretch.Count));
        }

        Memory.Activate(default);

        var shape = _core.Shape;
        int rows = options.WindowRows;
        _steps = [.. Enumerable.Range(0, rows).Select(_ => new RecurrentStep<T>(shape, _core.InputSize))];
        (_input, _unknown) = (new T[_core.InputSize], new T[targetSize]);
        _unknown.AsSpan().Fill(T.NaN);
        (_vectors, _gates, _ones) = (new T[rows * _core.Rows], new T[rows * shape.GateStride], new T[rows]);
        _ones.AsSpan().Fill(T.One);
        (_transposed, _u, _past) = (new T[shape.TransposedLength], new T[shape.StateStride], new T[shape.StateStride]);
    }

    /// <inheritdoc/>
    public LearnerMemory Memory { get; }

    /// <summary>Steps the parameters.</summary>
    public Optimizer<T> Optimizer { get; }

    /// <inheritdoc/>
    public int WindowsPerPass => _draw.WindowsPerPass;

    /// <summary>Gives the parameters found to a net of the same shape: the recurrent weights, and its output layer where that learns along the
    /// gradient.</summary>
    public void CopyTo(LearnerMemory memory, RecurrentNet<T> net)
    {
        Memory.Parameters.View<T>(_core.Weights).CopyTo(memory.Parameters.View<T>(net.Core.Weights));
        if (net.Output is DenseOutput<T> output)
        {
            var map = ((DenseOutput<T>)_output).Map;
            Memory.Parameters.View<T>(map.Weight).CopyTo(memory.Parameters.View<T>(output.Map.Weight));
            Memory.Parameters.View<T>(map.Bias!.Value).CopyTo(memory.Parameters.View<T>(output.Map.Bias!.Value));
        }
    }

    /// <inheritdoc/>
    public double Differentiate(Xoshiro256 random)
    {
        var (run, from, to) = _draw.Next(random);
        bool tells = !_hides || random.NextUniform() < 0.5;
        int labels = 0;
        for (int place = from; place < to; place++)
        {
            labels += run.IsLabelled(place) ? 1 : 0;
        }

        Begin(run, Math.Max(0, from - _steps.Length), from, tells);
        double sum = 0;
        for (int place = from; place < to; place++)
        {
            var step = _steps[place - from];
            double loss = Forward(run, place, tells, step);
            step.Immediate.AsSpan().Clear();
            if (!double.IsNaN(loss))
            {
                sum += run.Weight(place) * loss;
                _output.Differentiate(Memory, run.Weight(place) / labels, step.Immediate);
            }

            _core.Advance(Memory, step);
        }

        Backpropagate(to - from);
        return sum / labels;
    }

    /// <inheritdoc/>
    public double Validate(CancellationToken cancellation)
    {
        double sum = Validate(tells: true, cancellation);
        return _hides ? (sum + Validate(tells: false, cancellation)) / 2 : sum;
    }

    private double Validate(bool tells, CancellationToken cancellation)
    {
        double sum = 0, weights = 0;
        foreach (var (run, from, to) in _recording.Validation)
        {
            cancellation.ThrowIfCancellationRequested();
            Begin(run, 0, from, tells);
            for (int place = from; place < to; place++)
            {
                double loss = Forward(run, place, tells, _steps[0]);
                _core.Advance(Memory, _steps[0]);
                (sum, weights) = double.IsNaN(loss) ? (sum, weights) : (sum + (run.Weight(place) * loss), weights + run.Weight(place));
            }
        }

        return weights > 0 ? sum / weights : double.NaN;
    }

    /// <summary>Begins a sequence anew and follows some of its rows.</summary>
    private void Begin(SequenceRun<T> run, int from, int to, bool tells)
    {
        Memory.Restart(default);
        for (int place = from; place < to; place++)
        {
            Forward(run, place, tells, _steps[0]);
            _core.Advance(Memory, _steps[0]);
        }
    }

    /// <summary>Computes a row's step and its output, and gives the loss; NaN without a target.</summary>
    private double Forward(SequenceRun<T> run, int place, bool tells, RecurrentStep<T> step)
    {
        var own = run.Input(place);
        own.CopyTo(_input);
        _label?.Read(Memory, _input.AsSpan(own.Length));
        _core.Forward(Memory, _input, step);
        _output.Forward(Memory, step.State);
        _label?.Commit(Memory, _output, tells ? run.Target(place) : _unknown);
        return _output.Judge(Memory, run.Target(place), out double loss) == TargetQuality.Known ? loss : double.NaN;
    }

    /// <summary>Adds what the immediate gradients of the window's steps are by the recurrent weights.</summary>
    private void Backpropagate(int count)
    {
        var shape = _core.Shape;
        _core.Transpose(Memory, _transposed);
        _u.AsSpan().Clear();
        for (int i = count - 1; i >= 0; i--)
        {
            var step = _steps[i];
            TensorPrimitives.Add(_u, step.Immediate, _u);
            CellJacobian.VectorJacobianProduct(shape, step.Partials, _transposed, _u, _gates.AsSpan(i * shape.GateStride, shape.GateStride), _past);
            _past.CopyTo(_u, 0);
            step.Inputs.CopyTo(_vectors, i * _core.Rows);
        }

        Matrices.AddTransposedProduct(
            _vectors.AsSpan(0, count * _core.Rows),
            _core.Rows,
            _ones.AsSpan(0, count),
            _gates.AsSpan(0, count * shape.GateStride),
            Memory.Gradients.View<T>(_core.Weights));
    }
}
