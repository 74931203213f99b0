using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>Shortens an update that would move the parameters further, relative to their norm, than is allowed.</summary>
internal sealed class StepLimit<T>(double maximum, int parameterBytes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Parameters that are all zero may move as if their norm were this.</summary>
    private const double Smallest = 1;

    private readonly T[] _before = new T[parameterBytes / Unsafe.SizeOf<T>()];
    private readonly T[] _change = new T[parameterBytes / Unsafe.SizeOf<T>()];

    /// <summary>Notes the parameters before the update.</summary>
    public void Begin(LearnerMemory memory) => memory.Parameters.All<T>().CopyTo(_before);

    /// <summary>Shortens the update made since, if need be; gives the factor.</summary>
    public double End(LearnerMemory memory)
    {
        var parameters = memory.Parameters.All<T>();
        TensorPrimitives.Subtract(parameters, _before, _change);
        double length = Reductions.Norm<T>(_change), allowed = maximum * Math.Max(Reductions.Norm<T>(_before), Smallest);
        if (length <= allowed)
        {
            return 1;
        }

        double factor = allowed / length;
        TensorPrimitives.FusedMultiplyAdd(_change, T.CreateTruncating(factor), _before, parameters);
        return factor;
    }
}
