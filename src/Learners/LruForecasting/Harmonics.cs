using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.LruForecasting;

/// <summary>Harmonics of seasons, counted in rows: cos and sin of 2π k t / period, k = 1, 2, …, season after season.</summary>
internal sealed class Harmonics
{
    private readonly int[] _periods;
    private readonly int _each;
    private readonly double[][] _tables;

    /// <summary>Makes the tables.</summary>
    /// <param name="periods">Rows of each season.</param>
    /// <param name="harmonics">Number of harmonics of each.</param>
    public Harmonics(int[] periods, int harmonics)
    {
        (_periods, _each) = (periods, 2 * harmonics);
        _tables = Array.ConvertAll(_periods, period => Table(period, harmonics));
    }

    /// <summary>Number of values a row.</summary>
    public int Count => _periods.Length * _each;

    /// <summary>Writes the values of a row.</summary>
    public void Fill(long row, Span<double> values)
    {
        for (int i = 0; i < _periods.Length; i++)
        {
            _tables[i].AsSpan((int)(row % _periods[i]) * _each, _each).CopyTo(values[(i * _each)..]);
        }
    }

    private static double[] Table(int period, int harmonics)
    {
        double[] table = new double[2 * period * harmonics];
        for (int i = 0; i < table.Length / 2; i++)
        {
            int row = i / harmonics, k = (i % harmonics) + 1;
            (table[(2 * i) + 1], table[2 * i]) = Elementary.SinCos(2 * Math.PI * ((long)k * row % period) / period);
        }

        return table;
    }
}
