using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// Backpropagation through the last K steps, at every row with a target, with the recurrent weights as they are now.
/// <code>
/// u = ℓ_t;      K times back:  ∂W += (u ∂s/∂a) [x; h; 1]ᵀ,  u ← u J
/// </code>
/// </summary>
internal sealed class TruncatedGradient<T> : RecurrentGradient<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly StepRing<T> _ring;
    private readonly RingSums<T> _sums;
    private readonly T[] _u;
    private readonly T[] _transposed;

    /// <summary>Adds the fields.</summary>
    public TruncatedGradient(MachineLayout<T> layout, string prefix, RecurrentCore<T> core, RecurrentOptions options)
        : base(core)
    {
        _ring = new(layout.Sequence, prefix + "past", options.Truncation, core.Rows, core.Shape.PartialsLength);
        _sums = new(_ring, core.Shape.GateStride);
        (_u, _transposed) = (new T[options.Truncation * core.Shape.StateStride], new T[core.Shape.TransposedLength]);
    }

    /// <inheritdoc/>
    public override bool Differentiate(LearnerMemory memory, RecurrentStep<T> step)
    {
        Advance(memory, step);
        var sequence = memory.Sequence;
        int count = _ring.Count(sequence), latest = _ring.Place(sequence, 0);
        step.Immediate.CopyTo(_u, latest * step.Immediate.Length);
        if (count > 1)
        {
            Core.Transpose(memory, _transposed);
        }

        CellJacobian.VectorJacobianProducts(Core.Shape, _ring.Partials(sequence), latest, count, _transposed, T.One, _u, _sums.Rows);
        _sums.Add(sequence, count, memory.Gradients.View<T>(Core.Weights));
        return true;
    }

    /// <inheritdoc/>
    public override void Advance(LearnerMemory memory, RecurrentStep<T> step) => step.Inputs.CopyTo(_ring.Push(memory.Sequence, step.Partials));
}
