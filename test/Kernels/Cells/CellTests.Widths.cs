using System.Numerics;

namespace AdaptiveML.Kernels.Tests;

public sealed partial class CellTests
{
    private sealed class TanhAtWidth<T>(T[] gates, int units) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] state = new T[units], partials = new T[units];
            new CellStep.TanhKernel<T> { Gates = gates, State = state, Partials = partials }.Run<TSimd>();
            return [.. state, .. partials];
        }
    }

    private sealed class LstmAtWidth<T>(T[] gates, T[] cell) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] state = new T[2 * cell.Length], partials = new T[10 * cell.Length];
            new CellStep.LstmKernel<T> { Gates = gates, Cell = cell, State = state, Partials = partials }.Run<TSimd>();
            return [.. state, .. partials];
        }
    }

    private sealed class StepsAtWidth<T>(CellShape shape, T[] partials, T[] u, int latest, int count, T[] transposed, T factor) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            int capacity = partials.Length / shape.PartialsLength;
            T[] rows = new T[capacity * shape.StateStride], gates = new T[capacity * shape.GateStride];
            u.CopyTo(rows, latest * shape.StateStride);
            new CellJacobian.StepsKernel<T>
            {
                Shape = shape, Partials = partials, Latest = latest, Count = count, Transposed = transposed, Factor = factor, U = rows, Gates = gates,
            }.Run<TSimd>();
            return [.. rows, .. gates];
        }
    }

    private sealed class GatesAtWidth<T>(CellShape shape, T[] partials, T[] u) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] gates = new T[shape.GateStride];
            new CellJacobian.GatesKernel<T> { Shape = shape, Partials = partials, U = u, Gates = gates }.Run<TSimd>();
            return gates;
        }
    }

    private sealed class ProductAtWidth<T>(CellShape shape, T[] partials, T[] transposed, T[] u, T[] gates) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] result = new T[shape.StateStride];
            new CellJacobian.ProductKernel<T>
            {
                Shape = shape, Partials = partials, Transposed = transposed, U = u, Gates = gates, Result = result,
            }.Run<TSimd>();
            return result;
        }
    }

    private sealed class CarryAtWidth<T>(CellShape shape, T[] partials, T[] u) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] result = new T[shape.Units];
            if (shape.States > 1)
            {
                new CellJacobian.CarryKernel<T> { Shape = shape, Partials = partials, U = u, Result = result }.Run<TSimd>();
            }

            return result;
        }
    }

    private sealed class TransportAtWidth<T>(CellShape shape, T[] transposed, T[] diagonal, T[] trace) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] moved = [.. trace];
            new CellJacobian.TransportKernel<T>
            {
                Shape = shape, Transposed = transposed, Diagonal = diagonal, Trace = moved, Scratch = new T[shape.StateLength * Tile.Lanes],
            }.Run<TSimd>();
            return moved;
        }
    }

    private sealed class OwnAtWidth<T>(T[] own, T[] partials, T[] inputs, T[] u, T[] traces, int gradientLength) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] moved = [.. traces], gradient = new T[gradientLength];
            new OwnUnitTrace.Kernel<T> { Own = own, Partials = partials, Inputs = inputs, U = u, Traces = moved, Gradient = gradient }.Run<TSimd>();
            return [.. moved, .. gradient];
        }
    }
}
