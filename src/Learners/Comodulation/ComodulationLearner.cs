using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// A comodulated classifier at work: scores a row by the task that its sequence names, and goes on learning that task row by row. A target is the index of a class, or NaN.
/// </summary>
/// <remarks>
/// <para>The prediction: the probability of each class; behind them its margin, logit less the largest of the others, which of two classes is the logarithm of the odds; and, where the plan says so, how much each unit counts in the row's
/// task: the factors of the modulated layer, then the gains of the last, all of them 1 where the task is the base.</para>
/// <para>A row's sequence is <see cref="SequenceKey.Of(ReadOnlySpan{char})"/> of its task's name, or, where that is an integer, <see cref="SequenceKey.Of(long)"/>. Rows without a sequence are of the active task; a name that is not known is scored by the base, which is frozen.</para>
/// <para>Scoring has no memory: a prediction depends on nothing but the row and what its task has learnt. Learning changes the numbers of that task alone, so that no other, nor the base, can be forgotten.</para>
/// </remarks>
/// <typeparam name="T">Element type of inputs, targets and predictions.</typeparam>
public sealed class ComodulationLearner<T> : OnlineLearner<T>, IClassifier
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LearnerParts<T> _parts;
    private readonly TaskRule<T> _rule;
    private readonly GainRouter<T> _router;
    private readonly Dictionary<SequenceKey, int> _places = [];
    private readonly T[] _clean;
    private readonly T[] _logits;
    private readonly T[] _logitGradient;
    private readonly int _active;

    /// <summary>Makes a learner whose base and tasks are zeros; <see cref="ComodulationModel{T}.CreateLearner"/> makes one that has learnt.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="plan">Shape and tasks.</param>
    /// <exception cref="ArgumentException">A size or an option is out of its range.</exception>
    public ComodulationLearner(int inputSize, ComodulationPlan plan)
        : this(inputSize, plan, new LearnerParts<T>(inputSize, plan))
    {
    }

    private ComodulationLearner(int inputSize, ComodulationPlan plan, LearnerParts<T> parts)
        : base(inputSize, 1, plan.OutputSize(parts.Base.Network.Shape), parts.Layout.Parameters.Layout, parts.Layout.State, parts.Layout.Sequence, plan.Options.Online.MaximumSequences, keepsCopy: false)
    {
        (Plan, _parts, ClassCount) = (plan, parts, plan.OutputClasses);
        _rule = new(parts.Base.Network, plan.Options);
        _router = new(_rule, plan.Options, plan.Options.Online.RoutingSamples);
        _active = -1;
        for (int i = 0; i < plan.Tasks.Count; i++)
        {
            foreach (var key in TaskKeys.Of(plan.Tasks[i].Name))
            {
                _places[key] = i;
            }

            _active = plan.Tasks[i].Name == plan.Active ? i : _active;
        }

        (_clean, _logits, _logitGradient) = (new T[inputSize], new T[ClassCount], new T[ClassCount]);
        parts.Initialize(Memory, plan.Options);
    }

    /// <summary>Shape and tasks.</summary>
    public ComodulationPlan Plan { get; }

    /// <inheritdoc/>
    public int ClassCount { get; }

    /// <summary>A model of what the learner has become.</summary>
    public ComodulationModel<T> ToModel()
    {
        var shared = new ComodulationBase<T>(InputSize, Plan.Classes, Plan.Options);
        _parts.Base.Copy(Memory, shared.CreateParts(), shared.Memory);
        return new(shared, [.. _parts.Tasks.Select(Task)], Plan.Active);

        ComodulationTask<T> Task(TaskFields<T> fields)
        {
            Layout parameters = new(), state = new();
            var own = new TaskFields<T>(parameters, state, "", _parts.Base.Network.Shape, fields.Card);
            var memory = new LearnerMemory(parameters, state, new(), 1, keepsCopy: false);
            fields.Copy(Memory, own, memory);
            return new(fields.Card, memory, _parts.Base.Network.Shape);
        }
    }

    /// <summary>Takes over a base and its tasks.</summary>
    internal void Take(ComodulationBase<T> shared, IReadOnlyList<ComodulationTask<T>> tasks)
    {
        shared.CreateParts().Copy(shared.Memory, _parts.Base, Memory);
        for (int i = 0; i < tasks.Count; i++)
        {
            tasks[i].Fields.Copy(tasks[i].Memory, _parts.Tasks[i], Memory);
        }
    }

    /// <inheritdoc/>
    protected override OnlineLearner<T> CreateTwin() => new ComodulationLearner<T>(InputSize, Plan);

    /// <inheritdoc/>
    protected override void PredictRow(ReadOnlySpan<T> input, Span<T> prediction)
    {
        if (_parts.Base.Encode(Memory, input))
        {
            Score(Choose(), prediction);
        }
        else
        {
            prediction.Fill(T.NaN);
        }
    }

    /// <inheritdoc/>
    protected override UpdateResult ObserveRow(ReadOnlySpan<T> input)
    {
        if (!_parts.Base.Encode(Memory, input))
        {
            return Refused(input);
        }

        if (Mode == UpdateMode.Frozen)
        {
            return Skipped(UpdateReason.Frozen, double.NaN);
        }

        Clean();
        return Skipped(UpdateReason.MissingTarget, double.NaN);
    }

    /// <inheritdoc/>
    protected override UpdateResult LearnRow(ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction, double weight)
    {
        if (!_parts.Base.Encode(Memory, input))
        {
            prediction.Fill(T.NaN);
            return Refused(input);
        }

        int task = Choose();
        Score(task, prediction);
        double loss = T.IsNaN(target[0]) ? double.NaN : Softmax.Loss<T>(_logits, int.CreateTruncating(target[0]));
        if (Mode == UpdateMode.Frozen)
        {
            return Skipped(UpdateReason.Frozen, loss);
        }

        var admission = Clean();
        if (Mode == UpdateMode.StateOnly || task < 0 || T.IsNaN(target[0]) || weight == 0)
        {
            return Skipped(Mode == UpdateMode.StateOnly ? UpdateReason.StateOnly : task < 0 ? UpdateReason.Frozen : T.IsNaN(target[0]) ? UpdateReason.MissingTarget : UpdateReason.ZeroWeight, loss);
        }

        if (admission != Admission.Clean || _parts.Inputs.Quarantine(Memory) > 0)
        {
            return Skipped(admission == Admission.Clean ? UpdateReason.Quarantine : admission.Reason(), loss);
        }

        return double.IsFinite(loss) ? Learn(_parts.Tasks[task], int.CreateTruncating(target[0]), weight, loss) : UpdateResult.Without(UpdateVerdict.Rejected, UpdateReason.NonFiniteLoss, loss);
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
        if (++task.Gathered < Plan.Options.Online.UpdateEvery)
        {
            return Skipped(UpdateReason.Gathering, loss);
        }

        double average = 1.0 / task.Gathered, norm = average * Math.Sqrt(SquaredNorm(gradient));
        task.Gathered = 0;
        if (!double.IsFinite(norm))
        {
            gradient.Clear();
            return UpdateResult.Without(UpdateVerdict.Rejected, UpdateReason.NonFiniteGradient, loss, norm);
        }

        double clip = Plan.Options.Online.ClipNorm is { } limit && norm > limit ? limit / norm : 1, rate = Plan.Options.Online.LearningRate;
        _rule.Step(task, gradient, rate, rate, average * clip);
        gradient.Clear();
        if (fields.Card.HasGain)
        {
            _router.Route(Memory.State, task, null, [0], new Xoshiro256(Memory.State.View<ulong>(_parts.Random)));
        }

        return new(UpdateVerdict.Applied, UpdateReason.None, loss, norm, rate * clip);
    }

    /// <summary>The row's task, or −1 for the base.</summary>
    private int Choose() => Memory.Key == default ? _active : _places.GetValueOrDefault(Memory.Key, -1);

    private void Score(int task, Span<T> prediction)
    {
        if ((task < 0 ? Plan.Classes : Plan.Tasks[task].Classes) != ClassCount)
        {
            _logits.AsSpan().Fill(T.NaN);
            prediction.Fill(T.NaN);
            return;
        }

        var network = _parts.Base.Network;
        if (task < 0)
        {
            network.Above(Memory.State, []);
            network.Logits(network.ReadoutWeight(Memory.State), network.ReadoutBias(Memory.State), [], _logits);
        }
        else
        {
            _rule.Forward(Memory.State, _parts.Tasks[task].In(Memory), _logits);
        }

        Softmax.Apply<T>(_logits, prediction[..ClassCount]);
        Softmax.Margins<T>(_logits, prediction.Slice(ClassCount, ClassCount));
        if (Plan.GivesRelevance)
        {
            WriteRelevance(task, prediction[(2 * ClassCount)..]);
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

    /// <summary>What the gate makes of the row in the network, which it remembers.</summary>
    private Admission Clean()
    {
        _parts.Base.Network.Row.Activations[0].AsSpan(0, InputSize).CopyTo(_clean);
        var admission = _parts.Inputs.Clean(Memory, _clean);
        _parts.Inputs.Remember(Memory, _clean, admission);
        return admission;
    }

    private static double SquaredNorm(in TaskSpans<T> gradient) =>
        double.CreateTruncating(Reductions.SumOfSquares<T>(gradient.Parameter)) + double.CreateTruncating(Reductions.SumOfSquares<T>(gradient.Weight)) + double.CreateTruncating(Reductions.SumOfSquares<T>(gradient.Bias));

    private static UpdateResult Skipped(UpdateReason reason, double loss) => UpdateResult.Without(UpdateVerdict.Skipped, reason, loss);

    private static UpdateResult Refused(ReadOnlySpan<T> input)
    {
        foreach (T value in input)
        {
            if (!T.IsFinite(value))
            {
                return UpdateResult.Without(UpdateVerdict.Rejected, UpdateReason.NonFiniteInput);
            }
        }

        return UpdateResult.Without(UpdateVerdict.Rejected, UpdateReason.InputOutOfRange);
    }
}
