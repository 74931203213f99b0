using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>The trace as it is: one matrix like Ψ an element of the state.</summary>
internal sealed class FullTrace<T> : EligibilityTrace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Field _trace;
    private readonly JacobianTransport<T> _transport;
    private readonly T _decay;

    /// <summary>Adds the field.</summary>
    public FullTrace(MachineLayout<T> layout, string prefix, RecurrentCore<T> core, double decay)
        : base(core)
    {
        var shape = core.Shape;
        _trace = layout.Sequence.Add<T>(prefix + "trace", shape.StateLength, shape.StateLength + 1, shape.StateStride);
        _transport = new(core);
        _decay = T.CreateTruncating(decay);
    }

    /// <summary>e of the present sequence, [state][s; 1][state₁₆].</summary>
    public Span<T> View(LearnerMemory memory) => memory.Sequence.View<T>(_trace);

    /// <inheritdoc/>
    public override void Gather(LearnerMemory memory, ReadOnlySpan<T> transposed, ReadOnlySpan<T> delta, Span<T> gradient) =>
        Matrices.TransposedProduct(View(memory), delta[..Core.Shape.StateLength], gradient);

    /// <inheritdoc/>
    public override bool Advance(LearnerMemory memory, RecurrentStep<T> step)
    {
        var trace = View(memory);
        if (Core.HasBegun(memory))
        {
            _transport.Run(memory, step, _decay, trace);
        }

        var shape = Core.Shape;
        int length = shape.StateLength, matrix = (length + 1) * shape.StateStride;
        for (int i = 0; i < length; i++)
        {
            var own = trace.Slice(i * matrix, matrix);
            for (int j = 0; j <= length; j++)
            {
                own[(j * shape.StateStride) + i] += j < length ? step.State[j] : T.One;
            }
        }

        return TraceBound.Keep(trace) <= TraceBound.Largest;
    }
}
