using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Pipeline;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Forecasting;

/// <summary>A recording of two transformers whose temperature follows their loads an hour later, and forecasters of it.</summary>
internal static class LoadRows
{
    public const int Horizon = 5;

    public static MLContext Context { get; } = new(1);

    public static LoadRow[] History { get; } = Run(seed: 1, count: 300);

    public static LoadRow[] Future { get; } = Run(seed: 2, count: 120);

    public static LruForecastingOptions Options { get; } = new()
    {
        Forecaster = new LruForecasterOptions { Period = 12, Unit = new LruOptions { StateSize = 4 } },
        GroupColumnName = "Transformer",
        AlarmColumnName = "Alarm",
        AlarmReasonColumnName = "Reason",
        ExpertWeightsColumnName = "Weights",
    };

    public static LruForecastingTransformer Model { get; } = Fit();

    public static LruForecastingEstimator Estimator(LruForecastingOptions? options = null, int horizon = Horizon) =>
        Context.Forecasting.ForecastByLru(Named(options ?? Options, horizon));

    /// <summary>Options with the columns of these rows.</summary>
    public static LruForecastingOptions Named(LruForecastingOptions options, int horizon) => options with
    {
        OutputColumnName = "Forecast",
        LabelColumnName = "OT",
        FeatureColumnName = "Loads",
        ConfidenceLowerBoundColumnName = "Low",
        ConfidenceUpperBoundColumnName = "High",
        Forecaster = options.Forecaster with { Horizon = horizon },
    };

    public static LruForecastingTransformer Fit(LruForecastingOptions? options = null, int horizon = Horizon) => Estimator(options, horizon).Fit(View(History));

    public static IDataView View(IEnumerable<LoadRow> rows) => Context.Data.LoadFromEnumerable(rows);

    public static OnlineEngine<LoadRow, LoadForecast> Engine(ITransformer model) => Context.Model.CreateOnlineEngine<LoadRow, LoadForecast>(model);

    /// <summary>A row's input as the learner takes it.</summary>
    public static float[] Input(LoadRow row) => [row.OT, .. row.Loads];

    private static LoadRow[] Run(int seed, int count)
    {
        var random = new Random(seed);
        float[] last = new float[2];
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            float load = (float)Math.Sin(i / 2 * Math.PI / 6) + (0.3f * random.NextSingle());
            var row = new LoadRow
            {
                Transformer = i % 2 == 0 ? "north" : "south",
                OT = 20 + (5 * last[i % 2]),
                Loads = [load, random.NextSingle()],
                Hour = i / 2,
                Time = new DateTime(2024, 1, 1).AddHours(i / 2),
            };
            last[i % 2] = load;
            return row;
        })];
    }
}
