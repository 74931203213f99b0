using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruForecasting;

/// <summary>Shape and learning rules of a <see cref="LruForecaster{T}"/>.</summary>
public sealed record LruForecasterOptions
{
    private const int MostSeasons = 4;

    /// <summary>Rows to forecast, H, from 1 to 4096. Default: 1.</summary>
    public int Horizon { get; init; } = 1;

    /// <summary>
    /// Rows of the season, where there is one alone: such as 24 for hourly rows of daily rhythm; from 2 to 8784, or null. Default: null.
    /// </summary>
    public int? Period { get; init; }

    /// <summary>
    /// Rows of the seasons, where there are several: such as 24 and 168 for hourly rows of daily and weekly rhythm; up to 4, each from 2 to 8784, in any order;
    /// or null. Default: null.
    /// </summary>
    public IReadOnlyList<int>? Periods { get; init; }

    /// <summary>Harmonics of each season that the recurrence and the readouts see, from 0 to 16. Default: 3.</summary>
    public int Harmonics { get; init; } = 3;

    /// <summary>
    /// Last values of a row that are phases, from −1 to 1, such as <see cref="CalendarHarmonics"/> gives of the row's time, cut at these bounds, and 0 where
    /// not known: recurrence and readouts see them as they are, beside the harmonics of the season. From 0 to 1024. Default: 0.
    /// </summary>
    public int Phases { get; init; }

    /// <summary>Half-life, in rows, of the running mean, deviation and mean absolute change of each series, at least 2. Default: 336.</summary>
    public double HalfLife { get; init; } = 336;

    /// <summary>Weight of a row relative to the one after it in the readouts, from 0.9 to 1. Default: 0.999.</summary>
    public double Forgetting { get; init; } = 0.999;

    /// <summary>Ridge penalty on the weights of the readouts at the start, from 1e-9 to 1e9. Default: 1.</summary>
    public double L2Regularization { get; init; } = 1;

    /// <summary>Mean absolute errors at which the error that a readout learns from stops growing, from 1 to 1000. Default: 50.</summary>
    public double HuberThreshold { get; init; } = 50;

    /// <summary>
    /// Mean absolute changes over the same number of rows beyond which no readout forecasts a change, from 1 to 1000; where there are inputs, and one of the
    /// row's values is unusual, a change may be as large as has been seen behind such rows, and a quarter more. Default: 5.
    /// </summary>
    public double LargestChange { get; init; } = 5;

    /// <summary>
    /// Whether all sequences teach one set of readouts and weights; else each has its own. The recurrence is one in either case. Default: true.
    /// </summary>
    public bool SharesReadouts { get; init; } = true;

    /// <summary>Share of the values to come that the intervals are to cover, from 0.5 to 0.999. Default: 0.95.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>
    /// The recurrence, its initial values and how it learns; of its gate, <see cref="GateOptions.WinsorizeLimit"/>. Default: 16 states, learning rate 0.0004,
    /// clipping at norm 1, at most 1,024 sequences.
    /// </summary>
    public LruOptions Unit { get; init; } = new() { StateSize = 16, Update = new() { LearningRate = 4e-4, ClipNorm = 1, MaximumSequences = 1024 } };

    /// <summary>Rows of the seasons, the longest last.</summary>
    internal int[] Seasons => Periods is { } periods ? [.. periods.Distinct().Order()] : Period is { } period ? [period] : [];

    /// <summary>
    /// Which of the seasons is the first one, of which lags and course are seen whole: the longest that is short enough for that, or the shortest.
    /// </summary>
    internal int MainSeason => Math.Max(0, Array.FindLastIndex(Seasons, period => period <= ForecastFeatures.LongestWhole));

    /// <summary>
    /// Values of a series before readouts forecast it and learn from it, and before a shift of it is a new level: one season, of 12 to 48 rows; without one 12.
    /// </summary>
    internal int ReadyRows => Seasons.Length > 0 ? Math.Clamp(Seasons[MainSeason], 12, 48) : 12;

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    /// <exception cref="ArgumentException">Both <see cref="Period"/> and <see cref="Periods"/> are given.</exception>
    public void Validate()
    {
        Require.InRange(Horizon, 1, 4096);
        Require.InRange(Period ?? 2, 2, 8784, nameof(Period));
        Require.InRange(Periods?.Count ?? 0, 0, MostSeasons, nameof(Periods));
        foreach (int period in Periods ?? [])
        {
            Require.InRange(period, 2, 8784, nameof(Periods));
        }

        if (Period is not null && Periods is not null)
        {
            throw new ArgumentException("Period and Periods are both given: the one is for a single season, the other for several.", nameof(Periods));
        }

        Require.InRange(Harmonics, 0, 16);
        Require.InRange(Phases, 0, 1024);
        Require.InRange(HalfLife, 2, 1e9);
        Require.InRange(Forgetting, 0.9, 1);
        Require.InRange(L2Regularization, 1e-9, 1e9);
        Require.InRange(HuberThreshold, 1, 1000);
        Require.InRange(LargestChange, 1, 1000);
        Require.InRange(ConfidenceLevel, 0.5, 0.999);
        ArgumentNullException.ThrowIfNull(Unit);
        Unit.Validate();
    }
}
