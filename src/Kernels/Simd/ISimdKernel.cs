using System.Numerics;

namespace AdaptiveML.Kernels;

/// <summary>An operation over spans that can run at any vector width: its operands are fields, its loop is written once.</summary>
internal interface ISimdKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    void Run<TSimd>()
        where TSimd : struct, ISimd<TSimd, T>;
}
