using System.Globalization;

namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>Several series on one clock, in units of the standard deviation of their first rows, and the protocol that goes with them.</summary>
/// <param name="Rows">The rows, in time order.</param>
/// <param name="WarmUp">Rows that are not scored; everything that is chosen is chosen on these.</param>
/// <param name="Period">Rows of a season, or null.</param>
/// <param name="Fitted">The first of them, by which they are scaled.</param>
internal sealed record SeriesSet(double[][] Rows, int WarmUp, int? Period, int Fitted)
{
    /// <summary>Number of series.</summary>
    public int Series => Rows[0].Length;

    /// <summary>Reads one of the sets that the races know.</summary>
    /// <param name="name">etth1 (FSNet's borders: scaled by 2,880 rows, online from 3,600 to 14,400), etth1-whole or exchange (scaled by a fifth, online from a
    /// quarter to the end); etth1-long and exchange-long (12, 4 and 4 months, and 7, 1 and 2 tenths, to fit, to choose and to test).</param>
    /// <param name="folder">Where ETTh1.csv, or exchange_rate.csv, is.</param>
    /// <exception cref="ArgumentException">There is no such set.</exception>
    public static SeriesSet Read(string name, string folder) => name switch
    {
        "etth1" => Scaled(Load(folder, "ETTh1.csv")[..14_400], 2880, 3600, 24),
        "etth1-whole" => Shares(Load(folder, "ETTh1.csv"), 24),
        "exchange" => Shares(Load(folder, "exchange_rate.csv"), null),
        "etth1-long" => Scaled(Load(folder, "ETTh1.csv")[..14_400], 8640, 11_520, 24),
        "exchange-long" => Split(Load(folder, "exchange_rate.csv"), null),
        _ => throw new ArgumentException($"There is no set '{name}'.", nameof(name)),
    };

    private static SeriesSet Shares(double[][] rows, int? period) => Scaled(rows, rows.Length / 5, rows.Length / 4, period);

    private static SeriesSet Split(double[][] rows, int? period) => Scaled(rows, rows.Length * 7 / 10, rows.Length - (rows.Length / 5), period);

    private static SeriesSet Scaled(double[][] rows, int fitted, int warmUp, int? period)
    {
        for (int c = 0; c < rows[0].Length; c++)
        {
            double mean = rows[..fitted].Average(row => row[c]), deviation = Math.Sqrt(rows[..fitted].Average(row => (row[c] - mean) * (row[c] - mean)));
            foreach (double[] row in rows)
            {
                row[c] = (row[c] - mean) / deviation;
            }
        }

        return new(rows, warmUp, period, fitted);
    }

    private static double[][] Load(string folder, string file) =>
        [.. File.ReadLines(Path.Combine(folder, file)).Skip(1)
            .Select(line => line.Split(',').Skip(1).Select(value => double.Parse(value, CultureInfo.InvariantCulture)).ToArray())];
}
