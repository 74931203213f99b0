using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.LruForecasting;

/// <summary>Harmonics of a season, counted in rows: cos and sin of 2π k t / period, k = 1, 2, …</summary>
internal sealed class Season
{
    private readonly int _period;
    private readonly double[] _table;

    /// <summary>Makes the tables.</summary>
    /// <param name="period">Rows of a season; 0 where there is none.</param>
    /// <param name="harmonics">Number of harmonics.</param>
    public Season(int period, int harmonics)
    {
        _period = period;
        Count = period == 0 ? 0 : 2 * harmonics;
        _table = new double[period * Count];
        for (int i = 0; i < period * Count / 2; i++)
        {
            int row = i / harmonics, k = (i % harmonics) + 1;
            (_table[(2 * i) + 1], _table[2 * i]) = Elementary.SinCos(2 * Math.PI * ((long)k * row % period) / period);
        }
    }

    /// <summary>Number of values a row.</summary>
    public int Count { get; }

    /// <summary>The values of a row.</summary>
    public ReadOnlySpan<double> At(long row) => Count == 0 ? [] : _table.AsSpan((int)(row % _period) * Count, Count);
}
