namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>Contenders of the package Microsoft.ML.TimeSeries.</summary>
internal static partial class ForecastRace
{
    static partial void AddTimeSeries(SeriesSet set, List<(string Name, Func<IForecaster> Create)> contenders)
    {
        contenders.Add(("ML.NET SSA, never refitted", () => Spectrum(null)));
        contenders.Add(($"ML.NET SSA, refitted every {RefitEvery} rows", () => Spectrum(RefitEvery)));

        MLNetSpectrum Spectrum(int? refitEvery) => new(set.Series, Longest, Window(set), Math.Min(FittedRows, set.WarmUp), set.WarmUp, refitEvery);
    }
}
