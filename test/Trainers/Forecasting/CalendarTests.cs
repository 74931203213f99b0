using AdaptiveML.Contract.Lives;
using AdaptiveML.Contract.Support;
using AdaptiveML.Online;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Forecasting;

/// <summary>Harmonics of a time column: the same in each time of a model's life, and right where rows are missing.</summary>
[TestClass]
public sealed class CalendarTests
{
    private static readonly CalendarHarmonics Harmonics = new() { Daily = 2, Weekly = 1 };
    private static readonly TimedRow[] History = Run(1, 700), Future = Run(2, 200);

    private static MLContext Context => LoadRows.Context;

    [TestMethod]
    [DataRow("Time", null, null)]
    [DataRow("Offset", "Loads", "Site")]
    [DataRow("Span", "Loads", null)]
    public void Whatever_the_time_is_made_of_all_lives_of_a_model_see_the_phases_that_a_learner_is_given(string time, string? features, string? group)
    {
        var view = Context.Data.LoadFromEnumerable(Future);
        var fitted = Fit(time, features, group);
        var loaded = fitted.SavedAndLoaded(Context.Data.LoadFromEnumerable(History).Schema);
        string[] expected = Table.Of(fitted.Transform(view), "Forecast").Lines();

        CollectionAssert.AreEqual(expected, Table.Of(loaded.Transform(view), "Forecast").Lines());
        CollectionAssert.AreEqual(expected, Table.Of(Context.Model.Rehydrate(loaded).Transform(view), "Forecast").Lines());

        var learner = fitted.CreateLearner();
        using var engine = Context.Model.CreateOnlineEngine<TimedRow, Slots>(loaded);
        var said = new Slots();
        float[] prediction = new float[learner.OutputSize], phases = new float[Harmonics.Count];
        foreach (var row in Future)
        {
            Harmonics.Write(time == "Offset" ? row.Offset.Ticks : row.Time.Ticks, phases.AsSpan());
            learner.Learn(
                new() { Sequence = group is null ? default : SequenceKey.Of(row.Site) },
                [row.Load, .. features is null ? [] : row.Loads, .. phases],
                [],
                prediction);
            engine.Learn(row, ref said);
            CollectionAssert.AreEqual(prediction[..3], said.Forecast);
        }
    }

    [TestMethod]
    public void Scoring_without_the_time_or_with_one_of_another_kind_is_refused_by_name()
    {
        var fitted = Fit("Time", null, null);
        var loaded = fitted.SavedAndLoaded(Context.Data.LoadFromEnumerable(History).Schema);
        var without = Context.Transforms.DropColumns("Time").Fit(Context.Data.LoadFromEnumerable(Future)).Transform(Context.Data.LoadFromEnumerable(Future));
        var other = Context.Transforms.CopyColumns("Time", "Span").Fit(without).Transform(without);

        Assert.Contains("Could not find time column 'Time'", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => fitted.Transform(without)).Message);
        Assert.Contains("time column 'Time': expected DateTime", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => fitted.Transform(other)).Message);
        Assert.Contains("'Time'", Assert.Throws<Exception>(() => loaded.Transform(without)).Message);
    }

    [TestMethod]
    public void A_calendar_that_cannot_be_is_refused_before_the_fit()
    {
        var options = new LruForecastingOptions { Calendar = Harmonics };
        Assert.Contains("TimeColumnName", Assert.ThrowsExactly<ArgumentException>(() => Estimator(options, null)).Message);
        Assert.AreEqual("Weekly", Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Estimator(options with { TimeColumnName = "Time", Calendar = new() { Weekly = 20 } }, null)).ParamName);
        var number = Estimator(options with { TimeColumnName = "Load" }, null);
        var view = Context.Data.LoadFromEnumerable(History);
        Assert.Contains(
            "time column 'Load': expected DateTime, DateTimeOffset or TimeSpan",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => number.GetOutputSchema(Shapes.Of(view.Schema))).Message);
        Assert.Contains(
            "time column 'Load': expected DateTime, DateTimeOffset or TimeSpan",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => number.Fit(view)).Message);
        Assert.Contains(
            "last 7 values", Assert.ThrowsExactly<ArgumentException>(() => Estimator(new() { Forecaster = new() { Phases = 7 } }, "Loads").Fit(view)).Message);
    }

    [TestMethod]
    public void Of_rows_with_gaps_the_calendar_knows_the_hour_that_a_season_counted_in_rows_has_lost()
    {
        double calendar = Error(new() { TimeColumnName = "Time", Calendar = new() { Daily = 2 } });
        double season = Error(new() { Forecaster = new() { Period = 24 } });

        Assert.IsLessThan(0.8 * season, calendar);

        static double Error(LruForecastingOptions options)
        {
            var view = Context.Model.AdaptInTransform(Estimator(options, null).Fit(Context.Data.LoadFromEnumerable(History)))
                .Transform(Context.Data.LoadFromEnumerable(Future));
            return Future.Skip(1).Zip(view.GetColumn<float[]>("Forecast"), (later, forecast) => Math.Pow(later.Load - forecast[0], 2)).Average();
        }
    }

    [TestMethod]
    public void An_update_names_the_phases_that_have_left_the_range_of_the_fit()
    {
        var fitted = Estimator(new() { TimeColumnName = "Time", Calendar = new() { Yearly = 1 } }, null).Fit(Context.Data.LoadFromEnumerable(History));
        var later = Future.Select(row => new TimedRow { Time = row.Time.AddDays(120), Load = row.Load });

        Context.Model.Update(fitted, Context.Data.LoadFromEnumerable(later), out var reports);

        Assert.Contains("Time yearly sin 1", reports.Single().FeaturesOutOfRange.Select(feature => feature.Name).ToArray());
    }

    private static LruForecastingTransformer Fit(string time, string? features, string? group) =>
        Estimator(new() { TimeColumnName = time, GroupColumnName = group, Calendar = Harmonics }, features).Fit(Context.Data.LoadFromEnumerable(History));

    private static LruForecastingEstimator Estimator(LruForecastingOptions options, string? features) =>
        Context.Forecasting.ForecastByLru(options with
        {
            OutputColumnName = "Forecast",
            LabelColumnName = "Load",
            FeatureColumnName = features,
            Forecaster = options.Forecaster with { Horizon = 3, Unit = new() { StateSize = 4 } },
        });

    /// <summary>Hours of a site whose load follows the clock; some are missing.</summary>
    private static TimedRow[] Run(int seed, int count)
    {
        var random = new Random(seed);
        var time = new DateTime(2024, 3, 4);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            time = time.AddHours(random.NextSingle() < 0.08 ? 1 + random.Next(30) : 1);
            return new TimedRow
            {
                Time = time,
                Offset = new(time, TimeSpan.FromHours(2)),
                Span = new(time.Ticks),
                Site = i % 2 == 0 ? "north" : "south",
                Load = (float)Math.Sin(2 * Math.PI * time.Hour / 24) + (0.1f * random.NextSingle()),
                Loads = [random.NextSingle(), i % 7],
            };
        })];
    }

    private sealed class TimedRow
    {
        public DateTime Time { get; set; }

        public DateTimeOffset Offset { get; set; }

        public TimeSpan Span { get; set; }

        public string Site { get; set; } = "";

        public float Load { get; set; }

        [VectorType(2)]
        public float[] Loads { get; set; } = new float[2];
    }

    private sealed class Slots
    {
        public float[] Forecast { get; set; } = [];
    }
}
