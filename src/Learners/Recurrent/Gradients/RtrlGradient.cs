using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// Real-time recurrent learning: what every parameter did to every element of the state goes along with it.
/// <code>
/// M_t = J_t M_{t−1} + ∂s_t/∂W      ∂W += ℓ_t M_t
/// </code>
/// </summary>
internal sealed class RtrlGradient<T> : RecurrentGradient<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Field _influence;
    private readonly JacobianTransport<T> _transport;
    private readonly T[] _gradient;

    /// <summary>Adds the fields.</summary>
    public RtrlGradient(MachineLayout<T> layout, string prefix, RecurrentCore<T> core)
        : base(core)
    {
        _influence = layout.Sequence.Add<T>(prefix + "influence", core.Shape.StateLength, core.Rows, core.Shape.GateStride);
        _transport = new(core);
        _gradient = new T[core.Rows * core.Shape.GateStride];
    }

    /// <inheritdoc/>
    public override bool Differentiate(LearnerMemory memory, RecurrentStep<T> step)
    {
        bool finite = AdvanceTrace(memory, step);
        Matrices.TransposedProduct<T>(memory.Sequence.View<T>(_influence), step.Immediate.AsSpan(0, Core.Shape.StateLength), _gradient);
        var gradient = memory.Gradients.View<T>(Core.Weights);
        TensorPrimitives.Add(gradient, _gradient, gradient);
        return finite;
    }

    /// <inheritdoc/>
    public override void Advance(LearnerMemory memory, RecurrentStep<T> step) => AdvanceTrace(memory, step);

    private bool AdvanceTrace(LearnerMemory memory, RecurrentStep<T> step)
    {
        var influence = memory.Sequence.View<T>(_influence);
        _transport.Run(memory, step, T.One, influence);
        var shape = Core.Shape;
        int n = shape.Units, matrix = Core.Rows * shape.GateStride;
        for (int k = 0; k < shape.StateLength; k++)
        {
            var partials = step.Partials.AsSpan(k / n * shape.Gates * n, shape.Gates * n);
            for (int gate = 0; gate < shape.Gates; gate++)
            {
                int column = (gate * n) + (k % n);
                for (int row = 0; row < step.Inputs.Length; row++)
                {
                    ref T entry = ref influence[(k * matrix) + (row * shape.GateStride) + column];
                    entry = T.FusedMultiplyAdd(partials[column], step.Inputs[row], entry);
                }
            }
        }

        return TraceBound.Keep(influence) <= TraceBound.Largest;
    }
}
