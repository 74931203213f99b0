using Microsoft.ML;

namespace LoadForecast;

/// <summary>The recorded hours. A quarter is for the fit; what is chosen is chosen there, and errors are in its standard deviations.</summary>
internal sealed class Station
{
    public const int Series = 7;

    public Station(MLContext mlContext)
    {
        var file = mlContext.Data.LoadFromTextFile<Hour>(Path.Combine(AppContext.BaseDirectory, "data", "ETTh1.csv"), separatorChar: ',', hasHeader: true);
        Hours = [.. mlContext.Data.CreateEnumerable<Hour>(file, reuseRowObject: false)];
        Values = [.. Hours.Select(hour => hour.Values())];
        Start = Hours.Length / 4;
        Deviations = [.. Enumerable.Range(0, Series).Select(Deviation)];
    }

    public Hour[] Hours { get; }

    /// <summary>The values of each hour.</summary>
    public float[][] Values { get; }

    /// <summary>The first hour after the fit.</summary>
    public int Start { get; }

    public double[] Deviations { get; }

    private double Deviation(int series)
    {
        double mean = Values[..Start].Average(values => (double)values[series]);
        return Math.Sqrt(Values[..Start].Average(values => (values[series] - mean) * (values[series] - mean)));
    }
}
