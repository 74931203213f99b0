using System.Numerics;
using System.Numerics.Tensors;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// DATA for feature vectors: a ridge solution on frozen random features and a gated residual on top (<see cref="DataClassifierHead.Analytic"/>, the default),
/// or a frozen layer with a low- and a high-rank adapter behind gates whose components grow with the tasks (<see cref="DataClassifierHead.PseudoInput"/>,
/// <see cref="DataClassifierHead.Softmax"/>). No row is kept; see the heads for what is.
/// </summary>
/// <remarks>
/// <para>H. Liao et al., "DATA: decomposed attention-based task adaptation for rehearsal-free continual learning", 2025, and its published code; RanPAC: M.
/// McDonnell et al., NeurIPS 2023.</para>
/// <para>Row by row the analytic part and the sums of the Gaussians learn exactly; the Gaussians' covariances follow when a class has grown by a sixteenth,
/// and with the next task. The adapted network takes one step a row, except behind an analytic head, where it waits for the next task.</para>
/// </remarks>
/// <typeparam name="T">Element type of inputs, targets and scores.</typeparam>
internal sealed partial class DataClassifier<T> : ContinualLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows of a class that make its head count for half of what it does in the end.</summary>
    private const double FewRows = 10;

    /// <summary>What counts of the lead of the head's scores behind a task, and behind a row that comes by itself.</summary>
    private const double LeadAfterTask = 0.5, LeadAfterRow = 1 - (1.0 / 500);

    private readonly DataClassifierLayout _layout;
    private readonly RandomProjection? _projection;
    private readonly double[] _features;
    private readonly double[] _head;
    private readonly double[] _residual;
    private readonly bool[] _among;

    /// <summary>Makes a learner that has learnt nothing.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="options">Options.</param>
    /// <param name="classes">Classes known from the start.</param>
    public DataClassifier(int inputSize, DataClassifierOptions options, int classes = 1)
        : this(ContinualShape.Begin(inputSize, classes), options)
    {
    }

    internal DataClassifier(ContinualShape shape, DataClassifierOptions options)
        : this(new DataClassifierLayout(shape, options, DataFeatures.Draw(shape.InputSize, options)))
    {
    }

    private DataClassifier(DataClassifierLayout layout)
        : base(layout)
    {
        var projection = layout.Features.Projection;
        (_layout, _projection) = (layout, projection);
        (_features, _head, _residual, _among) = (new double[projection?.Length ?? 0], new double[ClassCount], new double[ClassCount], new bool[ClassCount]);
        if (layout.TakenOver is null)
        {
            layout.Readout?.Initialize(Memory);
            layout.Training?.Initialize(Memory);
            layout.Network?.Draw(Memory, layout.Training!.Random(Memory));
        }
    }

    /// <summary>Options.</summary>
    public DataClassifierOptions Options => _layout.Options;

    /// <summary>The gate of the residual in force; 0 where there is none.</summary>
    public double Gate => _layout.Gate?.Value(Memory) ?? 0;

    /// <summary>The adapted network, where there is one.</summary>
    internal AdaptedNetwork? Network => _layout.Network;

    /// <inheritdoc/>
    private protected override ContinualOptions CommonOptions => Options;

    private int Used => _layout.Components(Tasks.Count);

    /// <inheritdoc/>
    private protected override ContinualLearner<T> Create(ContinualShape shape) =>
        new DataClassifier<T>(new DataClassifierLayout(shape, Options, _layout.Features));

    /// <inheritdoc/>
    private protected override void ScoreScaled(ReadOnlySpan<double> input, Span<double> scores) => Score(input, Tasks.Count - 1, isTaskFree: true, scores);

    /// <inheritdoc/>
    private protected override void ScoreInTask(int task, ReadOnlySpan<double> input, Span<double> scores) => Score(input, task, isTaskFree: false, scores);

    /// <inheritdoc/>
    private protected override void LearnScaled(ReadOnlySpan<double> input, int label, double weight)
    {
        if (_layout.Readout is { } readout)
        {
            if (_layout.Gate is { } gate && HasRows(label) && CanWriteResidual(Tasks.Count - 1))
            {
                CountError(input, label, weight, Tasks.Count - 1);
                gate.CountLead(Memory, LeadAfterRow, _head, label, weight);
            }

            readout.LearnRow(Memory, _features, _head, label, weight);
        }
        else
        {
            ChooseClasses(isTaskOnly: Options.Head == DataClassifierHead.Softmax);
            _among[label] = true;
            Differentiate(input, label, weight, _layout.Components(Math.Max(0, Tasks.Count - 1)));
            _layout.Training!.Step(Memory, 1);
        }

        _layout.Gaussians?.LearnRow(Memory, input, label, weight);
    }

    private void Score(ReadOnlySpan<double> input, int task, bool isTaskFree, Span<double> scores)
    {
        if (!Options.IsAnalytic)
        {
            ScoreNetwork(input, task, isTaskFree, scores);
            return;
        }

        WriteHead(input);
        _head.CopyTo(scores);
        if (_layout.Gate is not { } gate || Options.ResidualWeight == 0 || !CanWriteResidual(task))
        {
            return;
        }

        WriteResidual(input, task, isTaskFree);
        Mix(gate.Value(Memory), scores);
    }

    /// <summary>
    /// The scores of head and residual together. Of a class that has far fewer rows than others the head knows little, and would let it be outvoted: there the
    /// residual counts more.
    /// </summary>
    private void Mix(double gate, Span<double> scores)
    {
        var gaussians = _layout.Gaussians!;
        double usual = gaussians.MeanCount(Memory);
        for (int c = 0; c < scores.Length; c++)
        {
            double count = gaussians.Count(Memory, c);
            double lack = count == 0 ? 0 : FewRows / (FewRows + count) * Math.Max(0, 1 - (count / usual));
            scores[c] = _head[c] + ((gate + ((1 - gate) * lack)) * (_residual[c] - _head[c]));
        }
    }

    /// <summary>Whether the residual has learnt anything.</summary>
    private bool CanWriteResidual(int task) => HasRows() && (Options.Residual == DataClassifierResidual.Gaussians || task >= 0);

    /// <summary>The scores of the head alone, and its features.</summary>
    private void WriteHead(ReadOnlySpan<double> input)
    {
        _projection!.Project(input, _features);
        _layout.Readout!.Score(Memory, _features, _head);
    }

    /// <summary>The probabilities that the residual gives the classes, after <see cref="WriteHead"/> of the same row.</summary>
    private void WriteResidual(ReadOnlySpan<double> input, int task, bool isTaskFree)
    {
        if (Options.Residual == DataClassifierResidual.Gaussians)
        {
            _layout.Gaussians!.Posterior(Memory, input, _head, _residual);
        }
        else
        {
            ScoreNetwork(input, task, isTaskFree, _residual);
            Softmax.Apply<double>(_residual, _residual);
        }

        TensorPrimitives.Multiply(_residual, _layout.Gate!.Scale(Memory), _residual);
    }

    private void ScoreNetwork(ReadOnlySpan<double> input, int task, bool isTaskFree, Span<double> scores)
    {
        var network = _layout.Network!;
        if (task < 0 || Options.Adapters.Merge == MergePolicy.None)
        {
            network.Forward(Memory, input, network.Open(Memory, input, _layout.Components(task + 1)), scores);
        }
        else if (isTaskFree || Options.Adapters.Merge == MergePolicy.TaskMeanGate)
        {
            network.Network.Change.AsSpan().Clear();
            network.Network.Forward(Memory, Memory.State.View<double>(_layout.Merged), input, scores);
        }
        else
        {
            var means = Memory.State.View<double>(_layout.MeanGates).Slice(2 * task, 2);
            network.Forward(Memory, input, (means[0], means[1]), scores);
        }
    }

    /// <inheritdoc/>
    private protected override void Rescale(ReadOnlySpan<double> factor, ReadOnlySpan<double> shift) => _layout.Gaussians?.Rescale(Memory, factor, shift);

    /// <inheritdoc/>
    private protected override void Derive() => _layout.Gaussians?.Factor(Memory);

    private bool HasRows(int label) => _layout.Gaussians!.Count(Memory, label) > 0;

    private bool HasRows()
    {
        for (int c = 0; c < ClassCount; c++)
        {
            if (HasRows(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The classes that a cross-entropy is taken over: those of the last task, or all.</summary>
    private void ChooseClasses(bool isTaskOnly)
    {
        _among.AsSpan().Fill(!isTaskOnly || Tasks.Count == 0);
        foreach (int label in Tasks.Count == 0 ? [] : Tasks[^1].Classes)
        {
            _among[label] = true;
        }
    }

    private void Differentiate(ReadOnlySpan<double> input, int label, double weight, int frozen)
    {
        var network = _layout.Network!;
        var gates = network.Open(Memory, input, Used);
        network.Forward(Memory, input, gates, _residual);
        Softmax.Gradient<double>(_residual, label, _among, weight);
        network.Differentiate(Memory, input, gates, Used, frozen, _residual);
    }
}
