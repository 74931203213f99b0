using System.Numerics;

namespace Microsoft.ML.Data;

// Mean and sum of squared deviations of each slot, by Welford's recurrence. Zeros join at the end, what is not finite never.
internal sealed class MeanVarianceStatistics(int slots, bool fixZero, bool useCdf) : SlotStatistics
{
    private readonly double[] _mean = new double[slots];
    private readonly double[] _squares = new double[slots];
    private readonly long[] _count = new long[slots];
    private readonly long[] _notFinite = new long[slots];

    public override SlotFunction<T> ToFunction<T>()
    {
        var first = new T[slots];
        var second = new T[slots];
        for (var slot = 0; slot < slots; slot++)
        {
            AddZeros(slot, Rows - _notFinite[slot] - _count[slot]);
            if (_squares[slot] > 0)
                (first[slot], second[slot]) = useCdf ? MeanAndDeviation<T>(slot) : ScaleAndOffset<T>(slot);
        }

        return useCdf ? new CdfFunction<T>(first, second) : new AffineFunction<T>(first, second);
    }

    protected override void Add(int slot, double value)
    {
        if (value == 0)
            return;
        if (!double.IsFinite(value))
        {
            _notFinite[slot]++;
            return;
        }

        _count[slot]++;
        var deviation = value - _mean[slot];
        _mean[slot] += deviation / _count[slot];
        _squares[slot] += deviation * (value - _mean[slot]);
    }

    private void AddZeros(int slot, long zeros)
    {
        if (zeros == 0)
            return;
        _count[slot] += zeros;
        var deviation = 0 - _mean[slot];
        _mean[slot] += deviation * zeros / _count[slot];
        _squares[slot] += deviation * (0 - _mean[slot]) * zeros;
    }

    private (T Mean, T Deviation) MeanAndDeviation<T>(int slot)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (T.CreateTruncating(_mean[slot]), T.CreateTruncating(Math.Sqrt(_squares[slot] / _count[slot])));

    // With zero kept in place, the mean square takes the variance's place.
    private (T Scale, T Offset) ScaleAndOffset<T>(int slot)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var variance = _squares[slot] / _count[slot];
        var spread = Math.Sqrt(fixZero ? variance + _mean[slot] * _mean[slot] : variance);
        var scale = T.One / T.CreateTruncating(spread);
        return (scale, fixZero || T.IsZero(scale) ? T.Zero : T.CreateTruncating(_mean[slot]));
    }
}
