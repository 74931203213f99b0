using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// A comodulated classifier at work: scores a row by the task that its sequence names, and goes on learning that task row by row. A target is the index of a
/// class, or NaN.
/// </summary>
/// <remarks>
/// <para>The prediction: the probability of each class; behind them its margin, logit less the largest of the others, which of two classes is the logarithm of
/// the odds; and, where the configuration says so, how much each unit counts in the row's task: the factors of the modulated layer, then the gains of the last,
/// all of them 1 where the task is the base.</para>
/// <para>A row's sequence is <see cref="SequenceKey.Of(ReadOnlySpan{char})"/> of its task's name, or, where that is an integer,
/// <see cref="SequenceKey.Of(long)"/>. Rows without a sequence are of the active task; a name that is not known is scored by the base, which is frozen.</para>
/// <para>Scoring has no memory: a prediction depends on nothing but the row and what its task has learnt. Learning changes the numbers of that task alone, so
/// that no other, nor the base, can be forgotten.</para>
/// </remarks>
/// <typeparam name="T">Element type of inputs, targets and predictions.</typeparam>
public sealed partial class ComodulationLearner<T> : OnlineLearner<T>, IClassifier
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LearnerParts<T> _parts;
    private readonly TaskRule<T> _rule;
    private readonly GainRouter<T> _router;
    private readonly Dictionary<SequenceKey, int> _places = [];
    private readonly T[] _clean;
    private readonly T[] _logits;
    private readonly T[] _logitGradient;
    private readonly PredictionPart _probabilities;
    private readonly PredictionPart _margins;
    private readonly PredictionPart? _relevance;
    private readonly int _active;
    private int _task;
    private int _label;

    /// <summary>Makes a learner whose base and tasks are zeros; <see cref="ComodulationModel{T}.CreateLearner"/> makes one that has learnt.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="configuration">Shape and tasks.</param>
    /// <exception cref="ArgumentException">A size or an option is out of its range.</exception>
    internal ComodulationLearner(int inputSize, ComodulationConfiguration configuration)
        : this(inputSize, configuration, new LearnerParts<T>(inputSize, configuration))
    {
    }

    private ComodulationLearner(int inputSize, ComodulationConfiguration configuration, LearnerParts<T> parts)
        : base(
            inputSize,
            1,
            configuration.Output(parts.Base.Network.Shape),
            parts.Layout.Parameters.Layout,
            parts.Layout.State,
            parts.Layout.Sequence,
            configuration.Options.Online.MaximumSequences,
            keepsCopy: false)
    {
        (Configuration, _parts, ClassCount) = (configuration, parts, configuration.OutputClasses);
        _rule = new(parts.Base.Network, configuration.Options);
        _router = new(_rule, configuration.Options, configuration.Options.Online.RoutingSamples);
        (_probabilities, _margins, _relevance) = (Output[PredictionNames.Score], Output[PredictionNames.Margin], Output.Find(PredictionNames.Relevance));
        _active = -1;
        for (int i = 0; i < configuration.Tasks.Count; i++)
        {
            foreach (var key in TaskKeys.Of(configuration.Tasks[i].Name))
            {
                _places[key] = i;
            }

            _active = configuration.Tasks[i].Name == configuration.Active ? i : _active;
        }

        (_clean, _logits, _logitGradient) = (new T[inputSize], new T[ClassCount], new T[ClassCount]);
        parts.Initialize(Memory, configuration.Options);
    }

    /// <summary>Shape and tasks.</summary>
    internal ComodulationConfiguration Configuration { get; }

    /// <inheritdoc/>
    public int ClassCount { get; }

    /// <summary>A model of what the learner has become.</summary>
    public ComodulationModel<T> ToModel()
    {
        var shared = new ComodulationBase<T>(InputSize, Configuration.Classes, Configuration.Options);
        _parts.Base.Copy(Memory, shared.CreateParts(), shared.Memory);
        return new(shared, [.. _parts.Tasks.Select(Task)], Configuration.Active);

        ComodulationTask<T> Task(TaskFields<T> fields)
        {
            Layout parameters = new(), state = new();
            var own = new TaskFields<T>(parameters, state, "", _parts.Base.Network.Shape, fields.Descriptor);
            var memory = new LearnerMemory(parameters, state, new(), 1, keepsCopy: false);
            fields.Copy(Memory, own, memory);
            return new(fields.Descriptor, memory, _parts.Base.Network.Shape);
        }
    }

    /// <summary>Takes over a base and its tasks.</summary>
    internal void CopyFrom(ComodulationBase<T> shared, IReadOnlyList<ComodulationTask<T>> tasks)
    {
        shared.CreateParts().Copy(shared.Memory, _parts.Base, Memory);
        for (int i = 0; i < tasks.Count; i++)
        {
            tasks[i].Fields.Copy(tasks[i].Memory, _parts.Tasks[i], Memory);
        }
    }

    /// <inheritdoc/>
    private protected override OnlineLearner<T> CreateEmpty() => new ComodulationLearner<T>(InputSize, Configuration);

    /// <summary>The base never changes.</summary>
    private protected override bool CanLearn => _task >= 0;

    /// <inheritdoc/>
    private protected override InputQuality JudgeInput(ReadOnlySpan<T> input)
    {
        if (!_parts.Base.Encode(Memory, input))
        {
            return TensorPrimitives.IsFiniteAll(input) ? InputQuality.OutOfRange : InputQuality.NonFinite;
        }

        _parts.Base.Network.Row.Activations[0].AsSpan(0, InputSize).CopyTo(_clean);
        return _parts.Inputs.Judge(Memory, _clean);
    }

    /// <summary>Scores the row as it came. It is learnt as the gate left it.</summary>
    private protected override bool Forward(InputQuality quality)
    {
        _task = Choose();
        Score(_task);
        return true;
    }

    /// <inheritdoc/>
    private protected override void Write(InputQuality quality, Span<T> prediction)
    {
        if (!HasClassesOf(_task))
        {
            prediction.Fill(T.NaN);
            return;
        }

        Softmax.Apply<T>(_logits, _probabilities.In(prediction));
        Softmax.Margins<T>(_logits, _margins.In(prediction));
        if (_relevance is { } relevance)
        {
            WriteRelevance(_task, relevance.In(prediction));
        }
    }

    /// <inheritdoc/>
    private protected override TargetQuality JudgeTarget(ReadOnlySpan<T> target, out double loss)
    {
        bool isKnown = !T.IsNaN(target[0]);
        _label = isKnown ? int.CreateTruncating(target[0]) : -1;
        loss = isKnown ? Softmax.Loss<T>(_logits, _label) : double.NaN;
        return isKnown ? TargetQuality.Known : TargetQuality.Missing;
    }

    /// <inheritdoc/>
    private protected override bool Advance(InputQuality input, TargetQuality target)
    {
        _parts.Inputs.Commit(Memory, _clean, input);
        return true;
    }

    /// <inheritdoc/>
    private protected override UpdateResult LearnRow(double loss, double weight)
    {
        Advance(InputQuality.Clean, TargetQuality.Known);
        return double.IsFinite(loss)
            ? Learn(_parts.Tasks[_task], _label, weight, loss)
            : UpdateResult.Without(UpdateVerdict.Rejected, UpdateReason.NonFiniteLoss, loss);
    }

    private UpdateResult Learn(TaskFields<T> fields, int label, double weight, double loss)
    {
        var task = fields.In(Memory);
        var gradient = fields.GradientIn(Memory);
        if (!_parts.Base.Network.Row.Activations[0].AsSpan(0, InputSize).SequenceEqual(_clean))
        {
            _clean.CopyTo(_parts.Base.Network.Row.Activations[0], 0);
            _parts.Base.Network.Below(Memory.State);
            _rule.Forward(Memory.State, task, _logits);
        }

        Softmax.Gradient<T>(_logits, label, weight, _logitGradient);
        _rule.Differentiate(Memory.State, task, gradient, _logitGradient);
        if (++task.Gathered < Configuration.Options.Online.UpdateEvery)
        {
            return UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.Gathering, loss);
        }

        var scale = GradientScale.Of(Math.Sqrt(SquaredNorm(gradient)), task.Gathered, Configuration.Options.Online.ClipNorm);
        task.Gathered = 0;
        if (!scale.IsFinite)
        {
            gradient.Clear();
            return UpdateResult.Without(UpdateVerdict.Rejected, UpdateReason.NonFiniteGradient, loss, scale.Norm);
        }

        double rate = Configuration.Options.Online.LearningRate;
        _rule.Step(task, gradient, rate, rate, scale.Factor);
        gradient.Clear();
        if (fields.Descriptor.HasGain)
        {
            _router.Route(Memory.State, task, null, [0], new Xoshiro256(Memory.State.View<ulong>(_parts.Random)));
        }

        return new(UpdateVerdict.Applied, UpdateReason.None, loss, scale.Norm, rate * scale.Clip);
    }

    /// <summary>The row's task, or −1 for the base.</summary>
    private int Choose() => Memory.Key == default ? _active : _places.GetValueOrDefault(Memory.Key, -1);

    private bool HasClassesOf(int task) => (task < 0 ? Configuration.Classes : Configuration.Tasks[task].Classes) == ClassCount;

    private void Score(int task)
    {
        var network = _parts.Base.Network;
        if (!HasClassesOf(task))
        {
            _logits.AsSpan().Fill(T.NaN);
        }
        else if (task < 0)
        {
            network.Above(Memory.State, []);
            network.Logits(network.ReadoutWeight(Memory.State), network.ReadoutBias(Memory.State), [], _logits);
        }
        else
        {
            _rule.Forward(Memory.State, _parts.Tasks[task].In(Memory), _logits);
        }
    }

    private void WriteRelevance(int task, Span<T> relevance)
    {
        int units = _parts.Base.Network.Shape.Modulated;
        relevance.Fill(T.One);
        if (task >= 0)
        {
            var spans = _parts.Tasks[task].In(Memory);
            spans.Factor[..Math.Min(spans.Factor.Length, units)].CopyTo(relevance);
            spans.Gain[..Math.Min(spans.Gain.Length, relevance.Length - units)].CopyTo(relevance[units..]);
        }
    }

    private static double SquaredNorm(in TaskSpans<T> gradient) =>
        double.CreateTruncating(Reductions.SumOfSquares<T>(gradient.Parameter))
        + double.CreateTruncating(Reductions.SumOfSquares<T>(gradient.Weight))
        + double.CreateTruncating(Reductions.SumOfSquares<T>(gradient.Bias))
        + double.CreateTruncating(Reductions.SumOfSquares<T>(gradient.Direct));
}
