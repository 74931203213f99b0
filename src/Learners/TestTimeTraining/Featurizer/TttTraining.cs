using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>The outer training of a featurizer: a network with its own memory, and the stretches of tokens that windows are drawn from.</summary>
internal sealed class TttTraining<T> : IWindowModel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _inputRow;
    private readonly int _targetRow;
    private readonly int _windowRows;
    private readonly long _tokens;
    private readonly TokenRun<T>[] _training;
    private readonly TokenRun<T>[] _validation;
    private readonly IFeatureNetwork<T> _network;
    private readonly IWindowGradient<T> _window;
    private readonly FlatBuffer _sequence;
    private readonly T[] _output;

    /// <summary>Sets up the training of a featurizer, from its parameters, on recorded rows; the learner stays as it is.</summary>
    public TttTraining(TttFeaturizer<T> learner, TrainingRows<T> rows, WindowTrainingOptions options)
    {
        int cut = rows.Count - (int)(rows.Count * options.ValidationFraction);
        _training = [.. learner.Runs(rows, 0, cut).Where(run => run.Count > 0)];
        _validation = [.. learner.Runs(rows, cut, rows.Count).Where(run => run.Count > 0)];
        _tokens = _training.Sum(run => (long)run.Count);
        _windowRows = learner.Options.SequenceLength ?? options.WindowRows;
        (_inputRow, _targetRow) = (Tile.Pad(learner.Parts.TokenSize), learner.PredictionSize);

        var layout = new MachineLayout<T>();
        _network = TttFeaturizerParts<T>.Make(layout, learner.Parts.TokenSize, _targetRow, learner.Options);
        Optimizer = new(new() { LearningRate = options.LearningRate }, layout.Parameters, layout.State);
        Memory = new(layout.Parameters.Layout, layout.State, layout.Sequence, 1, keepsCopy: false);
        Memory.Parameters.CopyFrom(learner.Memory.Parameters);
        Optimizer.Initialize(Memory);
        _window = _network.Window(Memory, _windowRows);
        _sequence = new(Memory.Blank.Layout);
        _output = new T[_targetRow];
    }

    /// <inheritdoc/>
    public LearnerMemory Memory { get; }

    /// <summary>Steps the parameters.</summary>
    public Optimizer<T> Optimizer { get; }

    /// <inheritdoc/>
    public int WindowsPerPass => (int)Math.Max(1, _tokens / _windowRows);

    /// <inheritdoc/>
    public double Differentiate(Xoshiro256 random)
    {
        if (_tokens == 0)
        {
            return double.NaN;
        }

        long token = (long)(random.NextUniform() * _tokens);
        int i = 0;
        for (; token >= _training[i].Count; i++)
        {
            token -= _training[i].Count;
        }

        var run = _training[i];
        int count = Math.Min(_windowRows, run.Count), start = (int)(random.NextUniform() * (run.Count - count + 1));
        return _window.Differentiate(
            Memory, run.Inputs.AsSpan(start * _inputRow, count * _inputRow), run.Targets.AsSpan(start * _targetRow, count * _targetRow));
    }

    /// <inheritdoc/>
    public double Validate(CancellationToken cancellation)
    {
        double sum = 0;
        long known = 0;
        foreach (var run in _validation)
        {
            cancellation.ThrowIfCancellationRequested();
            _sequence.CopyFrom(Memory.Blank);
            for (int t = 0; t < run.Count; t++)
            {
                _network.Forward(Memory, _sequence, run.Inputs.AsSpan(t * _inputRow, _inputRow), 1, _output);
                _network.Advance(Memory, _sequence, 1);
                double loss = TttFeaturizerParts<T>.Loss(_output, run.Targets.AsSpan(t * _targetRow, _targetRow));
                (sum, known) = double.IsNaN(loss) ? (sum, known) : (sum + loss, known + 1);
            }
        }

        return known > 0 ? sum / known : double.NaN;
    }
}
