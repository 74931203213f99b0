using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>Takes a trace of one row an element of the state along a step: X ← factor · J X.</summary>
internal sealed class JacobianTransport<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentCore<T> _core;
    private readonly T[] _transposed;
    private readonly T[] _diagonal;
    private readonly T[] _scratch;

    public JacobianTransport(RecurrentCore<T> core)
    {
        _core = core;
        var shape = core.Shape;
        (_transposed, _diagonal) = (new T[shape.Units * shape.StateLength], new T[shape.States > 1 ? shape.StateLength : 0]);
        _scratch = new T[shape.StateLength * Tile.Lanes];
    }

    public void Run(LearnerMemory memory, RecurrentStep<T> step, T factor, Span<T> trace)
    {
        CellJacobian.FillTransposed(_core.Shape, step.Partials, _core.RecurrentWeights(memory), factor, _transposed, _diagonal);
        CellJacobian.Transport(_core.Shape, _transposed, _diagonal, trace, _scratch);
    }
}
