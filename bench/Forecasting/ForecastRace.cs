using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.LruForecasting;

namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>The LRU forecaster against what it must beat, on one set of series: the same rows, one after the other, no target before its time.</summary>
internal static partial class ForecastRace
{
    /// <summary>The longest of <see cref="Horizons"/>.</summary>
    private const int Longest = 48;

    /// <summary>Rows that a fit of a singular spectrum sees, and rows between two fits.</summary>
    private const int FittedRows = 2000, RefitEvery = 100;

    private const int DaysOfWeek = 7;

    private static readonly int[] Horizons = [1, 24, Longest];

    public static void Run(string name, string folder)
    {
        var set = SeriesSet.Read(name, folder);
        Console.WriteLine(
            $"{name}: {set.Rows.Length} rows of {set.Series} series, online from row "
            + $"{set.WarmUp}. Mean squared error at horizon {string.Join(", ", Horizons)}");
        Print("last value", _ => new RepeatedValue(set.Series, Longest, 1));
        if (set.Period is { } period)
        {
            Print($"value {period} rows ago", _ => new RepeatedValue(set.Series, Longest, period));
        }

        Print("DLinear, delayed gradient", horizon => Linear(set, horizon));
        Print("SSA, never refitted", _ => Spectrum(set, null));
        Print($"SSA, refitted every {RefitEvery} rows", _ => Spectrum(set, RefitEvery));
        List<(string Name, Func<IForecaster> Create)> packaged = [];
        AddTimeSeries(set, packaged);
        foreach (var (contender, create) in packaged)
        {
            Print(contender, _ => create());
        }

        for (ulong seed = 1; seed <= 5; seed++)
        {
            Print($"LRU forecaster, seed {seed}", _ => new LruContender(set.Series, Options(set, seed)));
        }

        if (set.Period is { } day)
        {
            Print($"LRU forecaster, seasons {day} and {DaysOfWeek * day}", _ => new LruContender(set.Series, Weekly(set, day)));
        }

        Print("LRU forecaster, recurrence as drawn", _ => new LruContender(set.Series, Frozen(Options(set, 1))));
        PrintIntervals(set);

        void Print(string contender, Func<int, IForecaster> create) =>
            Console.WriteLine($"  {contender,-36}{string.Concat(Horizons.Select(horizon => $"{Error(set, horizon, create(horizon)),9:F4}"))}");
    }

    /// <summary>Adds ML.NET's own singular spectrum analysis where the build has its package, and nothing elsewhere.</summary>
    static partial void AddTimeSeries(SeriesSet set, List<(string Name, Func<IForecaster> Create)> contenders);

    /// <summary>A contender may forecast further than is asked.</summary>
    private static double Error(SeriesSet set, int horizon, IForecaster contender) =>
        ForecastScore.Of(new Shortened(contender, set.Series, contender is DLinear ? horizon : Longest), set, horizon, set.WarmUp, set.Rows.Length);

    private static LruForecasterOptions Options(SeriesSet set, ulong seed)
    {
        var options = new LruForecasterOptions { Horizon = Longest, Period = set.Period };
        return options with { Unit = options.Unit with { Seed = seed } };
    }

    private static LruForecasterOptions Weekly(SeriesSet set, int day) => Options(set, 1) with { Period = null, Periods = [day, DaysOfWeek * day] };

    private static LruForecasterOptions Frozen(LruForecasterOptions options) =>
        options with { Unit = options.Unit with { GradientMode = GradientMode.ReadoutOnly } };

    private static DLinear Linear(SeriesSet set, int horizon)
    {
        double rate = ForecastScore.Choose([1e-4, 3e-4, 1e-3], set, horizon, (rate, warmUp) => new DLinear(set.Series, horizon, warmUp, 6, rate));
        return new(set.Series, horizon, set.WarmUp, 6, rate);
    }

    private static SpectrumForecaster Spectrum(SeriesSet set, int? refitEvery)
    {
        int window = Window(set);
        int rank = ForecastScore.Choose(
            [5, 10, 20, 40], set, 24, (rank, warmUp) => new SpectrumForecaster(set.Series, 24, window, rank, FittedRows, warmUp, refitEvery));
        return new(set.Series, Longest, window, rank, FittedRows, set.WarmUp, refitEvery);
    }

    private static int Window(SeriesSet set) => set.Period is { } period ? 4 * period : 60;

    private static void PrintIntervals(SeriesSet set)
    {
        var contender = new LruContender(set.Series, Options(set, 1));
        var score = new IntervalScore(set, Longest);
        var shown = new Shortened(contender, set.Series, Longest);
        ForecastScore.Of(shown, set, Longest, set.WarmUp, set.Rows.Length, origin => score.Add(origin, shown.Last, contender.Lower, contender.Upper));
        Console.WriteLine("  intervals of 95 %");
        foreach (string line in score.Lines())
        {
            Console.WriteLine($"  {line}");
        }
    }
}
