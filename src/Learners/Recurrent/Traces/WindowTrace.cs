using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

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
    private readonly T[] _p;
    private readonly T[] _gates;
    private readonly T _decay;

    /// <summary>Adds the fields.</summary>
    public WindowTrace(MachineLayout<T> layout, string prefix, RecurrentCore<T> core, double decay, int window)
        : base(core)
    {
        var shape = core.Shape;
        _ring = new(layout.Sequence, prefix + "trace.past", window, shape.StateLength + 1, shape.PartialsLength);
        _sums = new(_ring, shape.StateStride);
        (_p, _gates) = (new T[shape.StateStride], new T[shape.GateStride]);
        _decay = T.CreateTruncating(decay);
    }

    /// <inheritdoc/>
    public override void Gather(LearnerMemory memory, ReadOnlySpan<T> delta, Span<T> gradient)
    {
        var sequence = memory.Sequence;
        var weights = Core.RecurrentWeights(memory);
        delta.CopyTo(_p);
        int count = _ring.Count(sequence);
        for (int age = 0; age < count; age++)
        {
            int place = _ring.Place(sequence, age);
            _p.CopyTo(_sums.Row(place));
            if (age + 1 < count)
            {
                CellJacobian.PullBack(Core.Shape, _ring.Partials(sequence, place), weights, _p, _gates, _p);
                TensorPrimitives.Multiply(_p, _decay, _p);
            }
        }

        gradient.Clear();
        _sums.Add(sequence, count, gradient);
    }

    /// <inheritdoc/>
    public override bool Follow(LearnerMemory memory, RecurrentStep<T> step)
    {
        var vector = _ring.Push(memory.Sequence, step.Partials);
        step.State.AsSpan(0, Core.Shape.StateLength).CopyTo(vector);
        vector[^1] = T.One;
        return true;
    }
}
