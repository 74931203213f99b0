using Microsoft.ML;

namespace EmissionMonitor;

/// <summary>The recorded years.</summary>
internal sealed class Plant
{
    private readonly Dictionary<int, Reading[]> _years;

    public Plant(MLContext mlContext)
    {
        MLContext = mlContext;
        _years = Enumerable.Range(2011, 4).ToDictionary(
            year => year,
            year => mlContext.Data.CreateEnumerable<Reading>(
                mlContext.Data.LoadFromTextFile<Reading>(
                    Path.Combine(AppContext.BaseDirectory, "data", $"gt_{year}.csv"), separatorChar: ',', hasHeader: true),
                reuseRowObject: false).ToArray());
    }

    public MLContext MLContext { get; }

    /// <summary>The hours of some years, in order.</summary>
    public Reading[] Hours(params int[] years) => [.. years.SelectMany(year => _years[year])];

    /// <summary>The same as a data view.</summary>
    public IDataView View(params int[] years) => MLContext.Data.LoadFromEnumerable(Hours(years));

    /// <summary>Standard deviation of a gas over some years: the unit of the errors.</summary>
    public double Deviation(string gas, params int[] years)
    {
        double[] values = [.. Hours(years).Select(hour => (double)hour.Gas(gas))];
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
