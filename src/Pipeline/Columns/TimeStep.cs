namespace AdaptiveML.Pipeline;

/// <summary>How far apart the rows of a series are: a number of ticks, or of calendar months, which are not of one length.</summary>
/// <param name="Ticks">Ticks of 100 ns from a row to the next; 0 where it is months.</param>
/// <param name="Months">Months from a row to the next; 0 where it is ticks.</param>
internal readonly record struct TimeStep(long Ticks, int Months)
{
    /// <summary>Share of the steps that a step must agree with to be the one that is meant.</summary>
    private const double Agreement = 0.9;

    private static readonly int[] Calendar = [1, 3, 6, 12];

    /// <summary>Whether it leads forward. Not public, since what is public is saved.</summary>
    internal bool IsValid => (Ticks > 0) ^ (Months > 0) && Ticks >= 0 && Months >= 0;

    /// <summary>
    /// The step that rows take: their median where nine in ten agree with it; else, where nine in ten are months, quarters or years to the day, that; else
    /// the median.
    /// </summary>
    /// <param name="steps">The clock at rows and at those that follow them, in ticks; steps that do not lead forward do not count.</param>
    /// <returns>The step, or null where no step leads forward.</returns>
    public static TimeStep? Of(IEnumerable<(long From, long To)> steps)
    {
        (long From, long To)[] forward = [.. steps.Where(step => step.To > step.From)];
        if (forward.Length == 0)
        {
            return null;
        }

        long[] lengths = [.. forward.Select(step => step.To - step.From).Order()];
        var median = new TimeStep(lengths[lengths.Length / 2], 0);
        return Agrees(median, TimeSpan.TicksPerHour) ? median
            : Calendar.Select(months => new TimeStep(0, months)).Where(months => Agrees(months, TimeSpan.TicksPerDay)).Append(median).First();

        // A clock that is set forward or back moves by an hour, and what is midnight here is the day before elsewhere.
        bool Agrees(TimeStep step, long tolerance) =>
            forward.Count(pair => Math.Abs(step.After(new(pair.From), 1).Ticks - pair.To) <= tolerance) >= Agreement * forward.Length;
    }

    /// <summary>
    /// The time so many steps behind another. Months keep the day, or where there is none of that number, or it is the last of its month, the month's last.
    /// </summary>
    /// <param name="time">The time.</param>
    /// <param name="ahead">Steps.</param>
    /// <returns>The time, or the last there is where it would lie behind that.</returns>
    public DateTime After(DateTime time, int ahead)
    {
        if (Months == 0)
        {
            return Ticks > (DateTime.MaxValue - time).Ticks / ahead ? DateTime.MaxValue : time.AddTicks(Ticks * ahead);
        }

        long month = (12L * time.Year) + time.Month - 1 + ((long)Months * ahead);
        if (month / 12 > DateTime.MaxValue.Year)
        {
            return DateTime.MaxValue;
        }

        var (year, ofYear) = ((int)(month / 12), (int)(month % 12) + 1);
        int last = DateTime.DaysInMonth(year, ofYear);
        bool isLast = time.Day == DateTime.DaysInMonth(time.Year, time.Month);
        return new DateTime(year, ofYear, isLast ? last : Math.Min(time.Day, last)) + time.TimeOfDay;
    }
}
