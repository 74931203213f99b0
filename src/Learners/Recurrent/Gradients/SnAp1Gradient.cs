using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// SnAp-1: of what the parameters did to the state, only the part is followed that stays within the parameter's own unit; see <see cref="OwnUnitTrace"/>.
/// </summary>
internal sealed class SnAp1Gradient<T> : RecurrentGradient<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Field _traces;
    private readonly T[] _own;
    private readonly T[] _partials;
    private readonly T[] _u;

    /// <summary>Adds the fields.</summary>
    public SnAp1Gradient(MachineLayout<T> layout, string prefix, RecurrentCore<T> core)
        : base(core)
    {
        int states = core.Shape.States, stride = core.Shape.GateStride;
        _traces = layout.Sequence.Add<T>(prefix + "trace.own", states, core.Rows, stride);
        (_own, _partials, _u) = (new T[states * states * stride], new T[states * stride], new T[states * stride]);
    }

    /// <inheritdoc/>
    public override bool Differentiate(LearnerMemory memory, RecurrentStep<T> step)
    {
        var shape = Core.Shape;
        for (int state = 0; state < shape.States; state++)
        {
            Spread(step.Immediate.AsSpan(state * shape.Units, shape.Units), _u.AsSpan(state * shape.GateStride));
        }

        return Advance(memory, step, _u, memory.Gradients.View<T>(Core.Weights));
    }

    /// <inheritdoc/>
    public override void Advance(LearnerMemory memory, RecurrentStep<T> step) => Advance(memory, step, [], []);

    private bool Advance(LearnerMemory memory, RecurrentStep<T> step, ReadOnlySpan<T> u, Span<T> gradient)
    {
        FillOwn(memory, step);
        var traces = memory.Sequence.View<T>(_traces);
        OwnUnitTrace.Advance(_own, _partials, step.Inputs, u, traces, gradient);
        return TraceBound.Keep(traces) <= TraceBound.Largest;
    }

    /// <summary>The part of J and the partials within each unit, once a gate.</summary>
    private void FillOwn(LearnerMemory memory, RecurrentStep<T> step)
    {
        var shape = Core.Shape;
        int n = shape.Units, stride = shape.GateStride;
        var weights = Core.RecurrentWeights(memory);
        for (int state = 0; state < shape.States; state++)
        {
            var partials = step.Partials.AsSpan(state * shape.Gates * n, shape.Gates * n);
            partials.CopyTo(_partials.AsSpan(state * stride));
            var byH = _own.AsSpan(state * shape.States * stride, n);
            for (int i = 0; i < n; i++)
            {
                T sum = T.Zero;
                for (int gate = 0; gate < shape.Gates; gate++)
                {
                    sum = T.FusedMultiplyAdd(partials[(gate * n) + i], weights[(i * stride) + (gate * n) + i], sum);
                }

                byH[i] = sum;
            }

            Spread(byH, _own.AsSpan(state * shape.States * stride));
            if (shape.States > 1)
            {
                Spread(step.Partials.AsSpan((shape.States * shape.Gates * n) + (state * n), n), _own.AsSpan(((state * shape.States) + 1) * stride));
            }
        }
    }

    private void Spread(ReadOnlySpan<T> units, Span<T> gates)
    {
        for (int gate = 0; gate < Core.Shape.Gates; gate++)
        {
            units.CopyTo(gates[(gate * units.Length)..]);
        }
    }
}
