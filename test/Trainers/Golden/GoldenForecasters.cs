using AdaptiveML.Contract.Support;
using AdaptiveML.Trainers.Tests.Forecasting;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Golden;

/// <summary>
/// Forecasters of two groups, with all that they can say: by rows alone, and by the phases of a time column. A Transform that adapts goes on.
/// </summary>
internal static class GoldenForecasters
{
    public const string Plain = "forecast-by-lru-1";

    public const string Calendar = "forecast-by-lru-calendar-1";

    private static readonly string[] Columns = ["Forecast", "Low", "High", "Alarm", "Reason", "Weights"];

    public static GoldenFile File(string name) => new(name, Say, model => Say(Plant.Context.Model.AdaptInTransform(model)));

    public static void Write(string folder)
    {
        var options = LoadRows.Options with { Forecaster = new() { Period = 4, Unit = new() { StateSize = 4 } } };
        Write(folder, Plain, options);
        Write(folder, Calendar, options with { TimeColumnName = "Time", Calendar = new() { Daily = 1, Yearly = 1 } });
    }

    private static string[] Say(ITransformer model) => GoldenFile.Lines(model.Transform(LoadRows.View(LoadRows.Future)), Columns);

    private static void Write(string folder, string name, LruForecastingOptions options) =>
        File(name).Write(folder, LoadRows.Fit(options, horizon: 2), LoadRows.View(LoadRows.History).Schema);
}
