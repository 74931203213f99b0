namespace AdaptiveML.Online.Tests;

[TestClass]
public sealed class CalendarHarmonicsTests
{
    private static readonly CalendarHarmonics All = new() { Daily = 2, Weekly = 1, Yearly = 1 };

    [TestMethod]
    public void A_phase_is_the_place_of_a_time_in_its_day_week_and_year()
    {
        AssertPhases(new DateTime(2024, 1, 1, 0, 0, 0), day: 0, week: 0);
        AssertPhases(new DateTime(2024, 1, 3, 6, 0, 0), day: 0.25, week: 2.25 / 7);
        AssertPhases(new DateTime(1999, 12, 31, 18, 0, 0), day: 0.75, week: 4.75 / 7);
    }

    [TestMethod]
    [DataRow(1, 1, 0.0)]
    [DataRow(4, 2, 0.25)]
    [DataRow(7, 2, 0.5)]
    [DataRow(10, 1, 0.75)]
    public void The_same_date_of_any_year_has_the_same_place_within_two_days(int month, int day, double place)
    {
        foreach (int year in (int[])[1900, 1999, 2024, 2101])
        {
            double[] phases = Phases(new DateTime(year, month, day).Ticks);
            double turn = Math.Atan2(phases[7], phases[6]) / (2 * Math.PI), off = turn - place - Math.Round(turn - place);
            Assert.AreEqual(0, off, 2 / 365.0, $"{year}");
        }
    }

    [TestMethod]
    public void Times_before_the_first_are_counted_backwards()
    {
        double[] before = Phases(-TimeSpan.FromHours(6).Ticks), after = Phases(TimeSpan.FromHours(18).Ticks);
        Assert.AreEqual(after[0], before[0], 1e-12);
        Assert.AreEqual(after[1], before[1], 1e-12);
    }

    [TestMethod]
    public void Each_phase_has_a_name_and_numbers_out_of_range_are_refused()
    {
        CollectionAssert.AreEqual(
            new[]
            {
                "Hour daily cos 1", "Hour daily sin 1", "Hour daily cos 2", "Hour daily sin 2",
                "Hour weekly cos 1", "Hour weekly sin 1", "Hour yearly cos 1", "Hour yearly sin 1",
            },
            All.Names("Hour").ToArray());
        Assert.AreEqual("Daily", Assert.ThrowsExactly<ArgumentOutOfRangeException>(new CalendarHarmonics { Daily = 17 }.Validate).ParamName);
        Assert.AreEqual("Count", Assert.ThrowsExactly<ArgumentOutOfRangeException>(new CalendarHarmonics().Validate).ParamName);
    }

    private static void AssertPhases(DateTime time, double day, double week)
    {
        double[] phases = Phases(time.Ticks);
        foreach (var (i, turn) in new[] { day, 2 * day, week }.Index())
        {
            Assert.AreEqual(Math.Cos(2 * Math.PI * turn), phases[2 * i], 1e-9);
            Assert.AreEqual(Math.Sin(2 * Math.PI * turn), phases[(2 * i) + 1], 1e-9);
        }
    }

    private static double[] Phases(long ticks)
    {
        double[] phases = new double[All.Count];
        All.Write(ticks, phases.AsSpan());
        return phases;
    }
}
