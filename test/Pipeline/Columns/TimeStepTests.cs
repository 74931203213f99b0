namespace AdaptiveML.Pipeline.Tests.Columns;

[TestClass]
public sealed class TimeStepTests
{
    private static readonly DateTime Start = new(2023, 1, 31, 6, 0, 0);

    [TestMethod]
    public void Months_that_end_at_their_last_day_go_on_so()
    {
        var step = new TimeStep(0, 1);

        Assert.AreEqual(new(2023, 2, 28, 6, 0, 0), step.After(Start, 1));
        Assert.AreEqual(new(2023, 3, 31, 6, 0, 0), step.After(Start, 2));
        Assert.AreEqual(new(2024, 2, 29), step.After(new(2024, 1, 31), 1));
        Assert.AreEqual(new(2024, 3, 31), step.After(new(2024, 2, 29), 1));
        Assert.AreEqual(new(2023, 2, 28), step.After(new(2023, 1, 30), 1));
        Assert.AreEqual(new(2024, 12, 31), step.After(new(2023, 12, 31), 12));
    }

    [TestMethod]
    public void The_step_of_most_rows_is_found_whatever_the_others_do()
    {
        var hours = Enumerable.Range(0, 100).Select(i => Start.AddHours(i > 50 ? i + 20 : i)).ToArray();
        Assert.AreEqual(new TimeStep(TimeSpan.TicksPerHour, 0), Of(hours));
        Assert.AreEqual(new TimeStep(TimeSpan.TicksPerHour, 0), Of([.. hours, hours[3], hours[3]]), "A time that stands or goes back does not count.");
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(12)]
    public void Months_quarters_and_years_are_known_by_their_calendar(int months)
    {
        Assert.AreEqual(new TimeStep(0, months), Of([.. Enumerable.Range(0, 12).Select(i => new DateTime(2019, 1, 1).AddMonths(months * i))]));
        Assert.AreEqual(new TimeStep(0, months), Of([.. Enumerable.Range(0, 12).Select(i => new TimeStep(0, months).After(new(2019, 1, 31), i + 1))]));
    }

    [TestMethod]
    public void A_step_of_thirty_days_is_no_month_and_one_of_no_rule_is_the_median()
    {
        Assert.AreEqual(new TimeStep(30 * TimeSpan.TicksPerDay, 0), Of([.. Enumerable.Range(0, 20).Select(i => Start.AddDays(30 * i))]));
        Assert.AreEqual(new TimeStep(3 * TimeSpan.TicksPerHour, 0), Of([Start, Start.AddHours(1), Start.AddHours(4), Start.AddHours(10)]));
        Assert.IsNull(Of([Start, Start, Start.AddHours(-1)]));
    }

    [TestMethod]
    public void No_time_lies_behind_the_last_there_is()
    {
        Assert.AreEqual(DateTime.MaxValue, new TimeStep(TimeSpan.TicksPerDay, 0).After(new(9999, 12, 30), 3));
        Assert.AreEqual(DateTime.MaxValue, new TimeStep(0, 12).After(new(9990, 1, 1), 4096));
        Assert.AreEqual(new(9999, 12, 31), new TimeStep(TimeSpan.TicksPerDay, 0).After(new(9999, 12, 30), 1));
    }

    private static TimeStep? Of(DateTime[] times) => TimeStep.Of(times.Zip(times.Skip(1), (from, to) => (from.Ticks, to.Ticks)));
}
