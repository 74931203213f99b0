using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// Turns the pairs of neighbouring channels (2i, 2i + 1) of a row by n · base^(−2i / f), n the row's position
/// (J. Su et al., "RoFormer: enhanced transformer with rotary position embedding", 2021).
/// </summary>
internal sealed class RotaryPositions<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _size;
    private readonly T[] _cos;
    private readonly T[] _sin;
    private readonly T[] _sinBack;

    /// <summary>Computes the turns of <paramref name="positions"/> positions of rows of <paramref name="size"/> channels.</summary>
    public RotaryPositions(int size, int positions, double rotaryBase)
    {
        _size = size;
        (_cos, _sin, _sinBack) = (new T[positions * size], new T[positions * size], new T[positions * size]);
        double logarithm = Elementary.Log(rotaryBase);
        for (int entry = 0; entry < _cos.Length; entry++)
        {
            int channel = entry % size, pair = channel / 2;
            double angle = (entry / size) * Elementary.Exp(-2.0 * pair / size * logarithm);
            var (sin, cos) = Elementary.SinCos(angle);
            _cos[entry] = T.CreateTruncating(cos);
            _sin[entry] = T.CreateTruncating(channel % 2 == 0 ? -sin : sin);
            _sinBack[entry] = -_sin[entry];
        }
    }

    /// <summary>Turns a row.</summary>
    public void Turn(Span<T> row, int position) => PairRotation.Turn(row, Of(_cos, position), Of(_sin, position));

    /// <summary>Turns a row back, which is the transposed map.</summary>
    public void TurnBack(Span<T> row, int position) => PairRotation.Turn(row, Of(_cos, position), Of(_sinBack, position));

    private ReadOnlySpan<T> Of(T[] values, int position) => values.AsSpan(position * _size, _size);
}
