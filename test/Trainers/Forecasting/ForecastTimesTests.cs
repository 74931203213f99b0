using AdaptiveML.Contract.Lives;
using AdaptiveML.Contract.Support;
using AdaptiveML.Online;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Forecasting;

/// <summary>The times of the rows ahead: the same in each time of a model's life.</summary>
[TestClass]
public sealed class ForecastTimesTests
{
    private const int Horizon = 3;

    private static MLContext Context => LoadRows.Context;

    [TestMethod]
    [DataRow("Time", false)]
    [DataRow("Offset", false)]
    [DataRow("Time", true)]
    public void In_every_life_of_a_model_the_times_ahead_follow_that_of_the_row(string time, bool hasCalendar)
    {
        var rows = Rows(from => from.AddMinutes(15), 90);
        var fitted = Fit(rows[..60], time, hasCalendar);
        var later = Context.Data.LoadFromEnumerable(rows[60..]);
        var loaded = fitted.SavedAndLoaded(later.Schema);
        DateTime[][] expected = [.. rows[60..].Select(row => Enumerable.Range(1, Horizon).Select(ahead => row.Time.AddMinutes(15 * ahead)).ToArray())];

        foreach (var life in new ITransformer[] { fitted, loaded, Context.Model.Rehydrate(loaded), Context.Model.Update(loaded, later) })
        {
            var view = life.Transform(later);
            Assert.IsTrue(expected.Zip(view.GetColumn<DateTime[]>("When"), (row, said) => row.SequenceEqual(said)).All(same => same));
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        fitted.Transform(later).Schema["When"].GetSlotNames(ref names);
        CollectionAssert.AreEqual(new[] { "+1", "+2", "+3" }, names.DenseValues().Select(name => name.ToString()).ToArray());

        using var engine = Context.Model.CreateOnlineEngine<Row, Said>(loaded);
        var said = new Said();
        foreach (var (row, times) in rows[60..].Zip(expected))
        {
            CollectionAssert.AreEqual(times, engine.Predict(row).When);
            engine.Learn(row, ref said);
            CollectionAssert.AreEqual(times, said.When);
        }
    }

    [TestMethod]
    public void Rows_of_months_are_followed_by_months()
    {
        var rows = Rows(from => from.AddDays(1).AddMonths(1).AddDays(-1), 40);

        var said = Fit(rows, "Time").Transform(Context.Data.LoadFromEnumerable(rows)).GetColumn<DateTime[]>("When").Last();

        CollectionAssert.AreEqual(new DateTime[] { new(2023, 5, 31), new(2023, 6, 30), new(2023, 7, 31) }, said);
    }

    [TestMethod]
    public void The_estimator_promises_the_column()
    {
        var view = Context.Data.LoadFromEnumerable(Rows(from => from.AddDays(1), 40));

        var promised = Estimator("Time").GetOutputSchema(Shapes.Of(view.Schema)).Single(column => column.Name == "When");

        Assert.AreEqual(DateTimeDataViewType.Instance, promised.ItemType);
        Assert.AreEqual(SchemaShape.Column.VectorKind.Vector, promised.Kind);
        Assert.IsTrue(promised.Annotations.Any(column => column.Name == "SlotNames"));
    }

    [TestMethod]
    public void Times_that_cannot_be_told_are_refused_by_name()
    {
        var rows = Rows(from => from.AddDays(1), 40);
        var view = Context.Data.LoadFromEnumerable(rows);

        Assert.Contains("'When'", Assert.ThrowsExactly<ArgumentException>(() => Estimator(null)).Message);
        Assert.Contains("'When'", Assert.ThrowsExactly<InvalidOperationException>(() => Fit(rows[..1], "Time")).Message);
        foreach (string other in new[] { "Load", "Span" })
        {
            string expected = $"time column '{other}': expected DateTime or DateTimeOffset";
            Assert.Contains(expected, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Estimator(other).Fit(view)).Message);
            Assert.Contains(
                expected, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Estimator(other).GetOutputSchema(Shapes.Of(view.Schema))).Message);
        }

        var without = Context.Transforms.DropColumns("Time").Fit(view).Transform(view);
        Assert.Contains(
            "Could not find time column 'Time'",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Fit(rows, "Time").Transform(without)).Message);
    }

    private static ITransformer Fit(Row[] rows, string time, bool hasCalendar = false) =>
        Estimator(time, hasCalendar).Fit(Context.Data.LoadFromEnumerable(rows));

    private static IEstimator<ITransformer> Estimator(string? time, bool hasCalendar = false) => Context.Forecasting.ForecastByLru(new LruForecastingOptions
    {
        OutputColumnName = "Forecast",
        LabelColumnName = "Load",
        TimeColumnName = time,
        ForecastTimeColumnName = "When",
        Calendar = hasCalendar ? new CalendarHarmonics { Daily = 1 } : null,
        Forecaster = new() { Horizon = Horizon, Periods = [], Unit = new() { StateSize = 4 } },
    });

    private static Row[] Rows(Func<DateTime, DateTime> next, int count)
    {
        var random = new Random(1);
        var time = new DateTime(2020, 1, 31);
        var rows = new Row[count];
        for (int i = 0; i < count; i++, time = next(time))
        {
            rows[i] = new() { Time = time, Offset = new(time, TimeSpan.FromHours(2)), Span = new(i), Load = random.NextSingle() };
        }

        return rows;
    }

    private sealed class Row
    {
        public DateTime Time { get; set; }

        public DateTimeOffset Offset { get; set; }

        public TimeSpan Span { get; set; }

        public float Load { get; set; }
    }

    private sealed class Said
    {
        public DateTime[] When { get; set; } = [];
    }
}
