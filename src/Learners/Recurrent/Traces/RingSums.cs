using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>Sums of outer products of the vectors in a ring with rows that lie at the same places.</summary>
internal sealed class RingSums<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly StepRing<T> _ring;
    private readonly T[] _rows;
    private readonly T[] _ones;
    private readonly int _stride;

    /// <summary>Makes the scratch.</summary>
    /// <param name="ring">Holds the vectors.</param>
    /// <param name="stride">Elements of a row, whole tiles.</param>
    public RingSums(StepRing<T> ring, int stride)
    {
        (_ring, _stride, _rows, _ones) = (ring, stride, new T[ring.Capacity * stride], new T[ring.Capacity]);
        _ones.AsSpan().Fill(T.One);
    }

    /// <summary>The rows, one a place, to be multiplied with the vectors.</summary>
    public Span<T> Rows => _rows;

    /// <summary>sum += Σ vector rowᵀ over the latest <paramref name="count"/> steps, the oldest first.</summary>
    public void Add(FlatBuffer sequence, int count, Span<T> sum)
    {
        if (count == 0)
        {
            return;
        }

        int oldest = _ring.Place(sequence, count - 1), untilEnd = Math.Min(count, _ring.Capacity - oldest);
        Add(sequence, oldest, untilEnd, sum);
        Add(sequence, 0, count - untilEnd, sum);
    }

    private void Add(FlatBuffer sequence, int place, int count, Span<T> sum)
    {
        if (count > 0)
        {
            Matrices.AddTransposedProduct(
                _ring.Vectors(sequence, place)[..(count * _ring.VectorLength)],
                _ring.VectorLength,
                _ones.AsSpan(0, count),
                _rows.AsSpan(place * _stride, count * _stride),
                sum);
        }
    }
}
