using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// The trace without its tensor: the temporal-difference error goes back along the last K steps, with the recurrent weights as they are now.
/// <code>
/// p_t = δ_t      p_{r−1} = γλ p_r J_r      δ_t · e_t = Σ_r [s_r; 1] p_r
/// </code>
/// Truncation drops terms of the size of (γλ)^K ‖∏ J‖.
/// </summary>
internal sealed class WindowTrace<T> : EligibilityTrace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly StepRing<T> _ring;
    private readonly RingSums<T> _sums;
    private readonly T[] _gates;
    private readonly T _decay;

    /// <summary>Adds the fields.</summary>
    public WindowTrace(MachineLayout<T> layout, string prefix, RecurrentCore<T> core, double decay, int window)
        : base(core)
    {
        var shape = core.Shape;
        _ring = new(layout.Sequence, prefix + "trace.past", window, shape.StateLength + 1, shape.PartialsLength);
        layout.Sequence.Require(sequence => FieldRules.Fit(!core.HasBegun(sequence) || _ring.Count(sequence) > 0, _ring.Counter, "above 0 behind a step"));
        _sums = new(_ring, shape.StateStride);
        _gates = new T[window * shape.GateStride];
        _decay = T.CreateTruncating(decay);
    }

    /// <inheritdoc/>
    public override void Gather(LearnerMemory memory, ReadOnlySpan<T> transposed, ReadOnlySpan<T> delta, Span<T> gradient)
    {
        var sequence = memory.Sequence;
        int count = _ring.Count(sequence), latest = _ring.Place(sequence, 0);
        delta.CopyTo(_sums.Rows[(latest * delta.Length)..]);
        if (count > 1)
        {
            CellJacobian.VectorJacobianProducts(Core.Shape, _ring.Partials(sequence), latest, count, transposed, _decay, _sums.Rows, _gates);
        }

        gradient.Clear();
        _sums.Add(sequence, count, gradient);
    }

    /// <inheritdoc/>
    public override bool Advance(LearnerMemory memory, RecurrentStep<T> step)
    {
        var vector = _ring.Push(memory.Sequence, step.Partials);
        step.State.AsSpan(0, Core.Shape.StateLength).CopyTo(vector);
        vector[^1] = T.One;
        return true;
    }
}
