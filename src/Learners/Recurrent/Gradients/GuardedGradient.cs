using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>BP(λ) with audits, and truncated backpropagation in its place while they speak against it. The synthesiser learns all the while.</summary>
internal sealed class GuardedGradient<T> : RecurrentGradient<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentOptions _options;
    private readonly TruncatedGradient<T> _truncated;
    private readonly GradientAudit<T> _audit;
    private readonly RecurrentMonitor<T> _monitor;
    private readonly T[] _weighted;

    /// <summary>Adds the fields.</summary>
    public GuardedGradient(MachineLayout<T> layout, string prefix, RecurrentCore<T> core, RecurrentMonitor<T> monitor, RecurrentOptions options)
        : base(core)
    {
        (_options, _monitor) = (options, monitor);
        Synthetic = new(layout, prefix, core, options);
        _truncated = new(layout, prefix, core, options);
        _audit = new(layout.State, prefix, core, options.Guard);
        Track = new(layout.State, prefix, options.Guard);
        _weighted = new T[core.Shape.StateStride];
    }

    /// <summary>BP(λ).</summary>
    public BpLambdaGradient<T> Synthetic { get; }

    /// <summary>Where the learner stands.</summary>
    public GuardTrack Track { get; }

    /// <inheritdoc/>
    public override bool NeedsEveryRow => true;

    /// <inheritdoc/>
    public override bool LearnsWithoutTarget(LearnerMemory memory) => UsesSynthetic(memory);

    /// <inheritdoc/>
    public override void Initialize(LearnerMemory memory)
    {
        Synthetic.Initialize(memory);
        Track.Initialize(memory);
    }

    /// <inheritdoc/>
    public override void SetLearningRate(LearnerMemory memory, double value) => Synthetic.SetLearningRate(memory, value);

    /// <inheritdoc/>
    public override void CompleteGroup(LearnerMemory memory, double scale) => Synthetic.CompleteGroup(memory, scale);

    /// <inheritdoc/>
    public override void DropGradient(LearnerMemory memory) => Synthetic.DropGradient(memory);

    /// <inheritdoc/>
    public override bool Differentiate(LearnerMemory memory, RecurrentStep<T> step)
    {
        bool usesSynthetic = UsesSynthetic(memory);
        double weight = _options.SyntheticWeight * Track.Factor(memory);
        bool finite = Synthetic.Learn(memory, step);
        if (usesSynthetic)
        {
            Synthetic.AddGradient(memory, step, weight);
            _truncated.Follow(memory, step);
        }
        else if (step.HasTarget)
        {
            _truncated.Differentiate(memory, step);
        }
        else
        {
            _truncated.Follow(memory, step);
        }

        TensorPrimitives.Multiply(Synthetic.Synthetic, T.CreateTruncating(weight), _weighted);
        Audit(memory, step, isLearnt: true);
        return finite;
    }

    /// <inheritdoc/>
    public override void Follow(LearnerMemory memory, RecurrentStep<T> step)
    {
        Synthetic.Follow(memory, step);
        _truncated.Follow(memory, step);
        Audit(memory, step, isLearnt: false);
    }

    private bool UsesSynthetic(LearnerMemory memory) => Track.Phase(memory) < RecurrentPhase.Fallback;

    private void Audit(LearnerMemory memory, RecurrentStep<T> step, bool isLearnt)
    {
        if (_audit.Add(memory, step, _weighted, isLearnt, out var cosines))
        {
            Track.Learn(memory, cosines, _monitor.LossAboveBest(memory), step.Row);
        }
    }
}
