using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners;

/// <summary>
/// Turns the pairs of neighbouring channels (2i, 2i + 1) of a row by n · base^(−2i / f), n the row's position
/// (J. Su et al., "RoFormer: enhanced transformer with rotary position embedding", 2021).
/// </summary>
internal sealed class RotaryPositions<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _pairs;
    private readonly (T Sin, T Cos)[] _turns;

    /// <summary>Computes the turns of <paramref name="positions"/> positions of rows of <paramref name="size"/> channels.</summary>
    public RotaryPositions(int size, int positions, double rotaryBase)
    {
        _pairs = size / 2;
        _turns = new (T, T)[positions * _pairs];
        double logarithm = Elementary.Log(rotaryBase);
        for (int entry = 0; entry < _turns.Length; entry++)
        {
            double angle = (entry / _pairs) * Elementary.Exp(-2.0 * (entry % _pairs) / size * logarithm);
            var (sin, cos) = Elementary.SinCos(angle);
            _turns[entry] = (T.CreateTruncating(sin), T.CreateTruncating(cos));
        }
    }

    /// <summary>Turns a row.</summary>
    public void Turn(Span<T> row, int position)
    {
        for (int i = 0; i < _pairs; i++)
        {
            var (sin, cos) = _turns[(position * _pairs) + i];
            Turn(ref row[2 * i], ref row[(2 * i) + 1], sin, cos);
        }
    }

    /// <summary>Turns a row back, which is the transposed map.</summary>
    public void TurnBack(Span<T> row, int position)
    {
        for (int i = 0; i < _pairs; i++)
        {
            var (sin, cos) = _turns[(position * _pairs) + i];
            Turn(ref row[2 * i], ref row[(2 * i) + 1], -sin, cos);
        }
    }

    private static void Turn(ref T even, ref T odd, T sin, T cos) => (even, odd) = ((even * cos) - (odd * sin), (even * sin) + (odd * cos));
}
