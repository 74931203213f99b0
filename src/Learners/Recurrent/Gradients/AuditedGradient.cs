using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>BP(λ) whose gradient is held against the true one every so often.</summary>
internal sealed class AuditedGradient<T> : BpLambdaGradient<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GradientAudit<T> _audit;
    private readonly T[] _weighted;

    /// <summary>Adds the fields.</summary>
    public AuditedGradient(MachineLayout<T> layout, string prefix, RecurrentCore<T> core, RecurrentOptions options)
        : base(layout, prefix, core, options)
    {
        _audit = new(layout.State, prefix, core, options.Guard);
        Track = new(layout.State, prefix);
        _weighted = new T[core.Shape.StateStride];
    }

    /// <summary>What the audits have shown.</summary>
    public AuditTrack Track { get; }

    /// <inheritdoc/>
    public override bool Differentiate(LearnerMemory memory, RecurrentStep<T> step)
    {
        bool finite = base.Differentiate(memory, step);
        TensorPrimitives.Multiply(Synthetic, Weight, _weighted);
        Audit(memory, step, isLearnt: true);
        return finite;
    }

    /// <inheritdoc/>
    public override void Advance(LearnerMemory memory, RecurrentStep<T> step)
    {
        base.Advance(memory, step);
        Audit(memory, step, isLearnt: false);
    }

    private void Audit(LearnerMemory memory, RecurrentStep<T> step, bool isLearnt)
    {
        if (_audit.Add(memory, step, _weighted, isLearnt, out var cosines))
        {
            Track.Learn(memory, cosines);
        }
    }
}
