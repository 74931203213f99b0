using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>
/// Phases of a time in the day, the week and the year: for each of them cos and sin of 2π k t / length, k = 1, 2, …, in this order. They depend on the time
/// alone, so rows that are missing or come at irregular steps shift nothing.
/// </summary>
/// <remarks>The week begins on Monday. A year has 365.2425 days, the mean of the Gregorian calendar, so that a date's phase moves by a day at most.</remarks>
public sealed record CalendarHarmonics
{
    private const long DaysOfFourCenturies = 146_097;
    private const long YearTicks = DaysOfFourCenturies * TimeSpan.TicksPerDay / 400;

    /// <summary>Harmonics of the day, from 0 to 16. Default: 0.</summary>
    public int Daily { get; init; }

    /// <summary>Harmonics of the week, from 0 to 16. Default: 0.</summary>
    public int Weekly { get; init; }

    /// <summary>Harmonics of the year, from 0 to 16. Default: 0.</summary>
    public int Yearly { get; init; }

    /// <summary>Number of phases: two a harmonic.</summary>
    public int Count => 2 * (Daily + Weekly + Yearly);

    private IEnumerable<(string Name, int Harmonics)> Parts => [("daily", Daily), ("weekly", Weekly), ("yearly", Yearly)];

    /// <summary>Throws where a number is out of its range, or there are no harmonics.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        Require.InRange(Daily, 0, 16);
        Require.InRange(Weekly, 0, 16);
        Require.InRange(Yearly, 0, 16);
        Require.InRange(Count, 2, 96);
    }

    /// <summary>The phases' names, behind that of the time: "Hour daily cos 1".</summary>
    /// <param name="time">What the time is called.</param>
    public IReadOnlyList<string> Names(string time) =>
        [.. Parts.SelectMany(part => Enumerable.Range(1, part.Harmonics).SelectMany(k =>
            new[] { $"{time} {part.Name} cos {k}", $"{time} {part.Name} sin {k}" }))];

    /// <summary>Writes the phases of a time.</summary>
    /// <param name="ticks">The time in ticks of 100 ns on the clock that the rhythms follow, counted as <see cref="DateTime.Ticks"/> are.</param>
    /// <param name="phases">Receives <see cref="Count"/> phases, from −1 to 1.</param>
    public void Write<T>(long ticks, Span<T> phases)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rest = Write(ticks, TimeSpan.TicksPerDay, Daily, phases);
        rest = Write(ticks, 7 * TimeSpan.TicksPerDay, Weekly, rest);
        Write(ticks, YearTicks, Yearly, rest);
    }

    private static Span<T> Write<T>(long ticks, long length, int harmonics, Span<T> phases)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long place = ((ticks % length) + length) % length;
        for (int k = 1; k <= harmonics; k++)
        {
            var (sin, cos) = Elementary.SinCos(2 * Math.PI * (k * place % length) / length);
            (phases[(2 * k) - 2], phases[(2 * k) - 1]) = (T.CreateTruncating(cos), T.CreateTruncating(sin));
        }

        return phases[(2 * harmonics)..];
    }
}
