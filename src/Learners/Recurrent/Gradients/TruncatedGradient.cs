using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

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

    /// <summary>Adds the fields.</summary>
    public TruncatedGradient(MachineLayout<T> layout, string prefix, RecurrentCore<T> core, RecurrentOptions options)
        : base(core)
    {
        _ring = new(layout.Sequence, prefix + "past", options.Truncation, core.Rows, core.Shape.PartialsLength);
        _sums = new(_ring, core.Shape.GateStride);
        _u = new T[core.Shape.StateStride];
    }

    /// <inheritdoc/>
    public override bool Differentiate(LearnerMemory memory, RecurrentStep<T> step)
    {
        Follow(memory, step);
        var sequence = memory.Sequence;
        var shape = Core.Shape;
        var weights = Core.RecurrentWeights(memory);
        step.Immediate.CopyTo(_u, 0);
        int count = _ring.Count(sequence);
        for (int age = 0; age < count; age++)
        {
            int place = _ring.Place(sequence, age);
            var partials = _ring.Partials(sequence, place);
            CellJacobian.PullBackToGates(shape, partials, _u, _sums.Row(place));
            if (age + 1 < count)
            {
                CellJacobian.PullBackGates(shape, partials, weights, _u, _sums.Row(place), _u);
            }
        }

        _sums.Add(sequence, count, memory.Gradients.View<T>(Core.Weights));
        return true;
    }

    /// <inheritdoc/>
    public override void Follow(LearnerMemory memory, RecurrentStep<T> step) => step.Inputs.CopyTo(_ring.Push(memory.Sequence, step.Partials));
}
