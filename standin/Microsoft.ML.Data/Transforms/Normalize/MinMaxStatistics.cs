namespace Microsoft.ML.Data;

// The least and the greatest value of each slot; NaN counts as neither.
internal sealed class MinMaxStatistics : SlotStatistics
{
    private readonly double[] _min;
    private readonly double[] _max;
    private readonly long[] _count;
    private readonly bool _fixZero;

    public MinMaxStatistics(int slots, bool fixZero)
    {
        _min = new double[slots];
        _max = new double[slots];
        _count = new long[slots];
        _fixZero = fixZero;
        Array.Fill(_min, double.PositiveInfinity);
        Array.Fill(_max, double.NegativeInfinity);
    }

    public override SlotFunction<T> ToFunction<T>()
    {
        var scale = new T[_min.Length];
        var offset = new T[_min.Length];
        for (var slot = 0; slot < scale.Length; slot++)
        {
            if (_count[slot] < Rows)
                Update(slot, 0);
            var (min, max) = (T.CreateTruncating(_min[slot]), T.CreateTruncating(_max[slot]));
            if (!(max > min))
                continue;
            scale[slot] = T.One / (_fixZero ? T.Max(T.Abs(max), T.Abs(min)) : max - min);
            offset[slot] = _fixZero || T.IsZero(scale[slot]) ? T.Zero : min;
        }

        return new AffineFunction<T>(scale, offset);
    }

    protected override void Add(int slot, double value)
    {
        _count[slot]++;
        Update(slot, value);
    }

    private void Update(int slot, double value)
    {
        if (value < _min[slot])
            _min[slot] = value;
        if (value > _max[slot])
            _max[slot] = value;
    }
}
