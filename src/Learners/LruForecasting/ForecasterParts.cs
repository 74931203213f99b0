using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruForecasting;

/// <summary>The parts of a forecaster. Made before its memory, since each adds its fields to the layout.</summary>
internal sealed class ForecasterParts
{
    /// <summary>How soon the first errors of experts that learn count nothing: the n-th counts about as n to this power, until errors are forgotten.</summary>
    public const double Youth = 4;

    private readonly StateScope _home;
    private readonly Field _change;
    private readonly Field _largest;

    public ForecasterParts(int series, int inputs, LruForecasterOptions options)
    {
        int outputs = series * options.Horizon;
        int[] seasons = options.Seasons;
        int main = seasons.Length > 0 ? seasons[options.MainSeason] : 0, longest = seasons is [.., var last] ? last : 0;
        Features = new(inputs, options.Phases, 2 * options.Unit.StateSize, options);
        Recurrence = new(Layout, Features.DriveCount, options.Unit);
        Scale = new(Layout.Sequence, inputs, series, options);
        History = new(Layout.Sequence, series, Math.Max(Features.Lags, longest), seasons, options.MainSeason);
        Smoothed = seasons.Length == 0 ? new(Layout.Sequence, series, options, Scale) : null;
        Shared = new(Layout, "shared", 1, Features.SharedCount, outputs, options);
        Own = new(Layout, "own", series, Features.OwnCount, outputs, options);
        Experts = ExpertNames(options).Length;
        Issued = new(Layout.Sequence, options.Horizon, series, Experts);
        Alarms = [.. Enumerable.Range(0, series).Select(c => new AlarmTrack(Layout.Sequence, $"alarm{c}"))];
        Repeats = new(Layout, "repeats", inputs);
        Bands = new(Layout, series, options.Horizon, main, options.ConfidenceLevel, options.SharesReadouts, Youth);
        double[] priors = Priors(seasons.Length);
        _home = StateScope.Of(Layout, options.SharesReadouts);
        Mixture = new(Layout, options.SharesReadouts, priors, [.. Enumerable.Range(0, outputs).Select(output => 1 / Math.Sqrt((output / series) + 1))], Youth);
        _change = _home.Layout.Add<double>("change", outputs);
        _largest = _home.Layout.Add<double>("change.largest", outputs);
    }

    public MachineLayout<double> Layout { get; } = new();

    public ForecastFeatures Features { get; }

    public TrainedRecurrence Recurrence { get; }

    public SeriesScale Scale { get; }

    public SeriesHistory History { get; }

    /// <summary>Null where there are seasons: what lies above a season's course is no level to go on from.</summary>
    public SmoothedValue? Smoothed { get; }

    /// <summary>Sees all series and the recurrence.</summary>
    public ForecastReadout Shared { get; }

    /// <summary>Sees the past of one series.</summary>
    public ForecastReadout Own { get; }

    /// <summary>Number of experts.</summary>
    public int Experts { get; }

    public IssuedForecasts Issued { get; }

    public ExpertMixture Mixture { get; }

    public ConformalBands Bands { get; }

    /// <summary>One a series, for its first step.</summary>
    public AlarmTrack[] Alarms { get; }

    /// <summary>How long each value of a row has been the same.</summary>
    public RepeatTrack<double> Repeats { get; }

    /// <summary>Mean absolute change of each output, in deviations.</summary>
    public Span<double> Changes(LearnerMemory memory) => _home.In(memory).View<double>(_change);

    /// <summary>Largest change of each output that was believed, in deviations; older ones count less.</summary>
    public Span<double> LargestChanges(LearnerMemory memory) => _home.In(memory).View<double>(_largest);

    /// <summary>The experts: the last value, with its drift, of each season its value and its mean course, without one the smoothed value, and two
    /// readouts.</summary>
    public static string[] ExpertNames(LruForecasterOptions options)
    {
        int[] seasons = options.Seasons;
        string[] between = seasons switch
        {
            [] => ["Smoothed"],
            [_] => ["SeasonalValue", "SeasonalMean"],
            _ => [.. seasons.SelectMany(period => (string[])[$"SeasonalValue{period}", $"SeasonalMean{period}"])],
        };
        return ["LastValue", "Drift", .. between, "Recurrent", "OwnPast"];
    }

    /// <summary>
    /// Shares of the experts before anything is known: a third for the last value and nearly as much for the smoothed one, or, where there are seasons, a
    /// quarter for the last value and nearly a half for these.
    /// </summary>
    private static double[] Priors(int seasons)
    {
        double[] season = [0.25 / seasons, 0.2 / seasons];
        return seasons == 0 ? [0.35, 0.15, 0.3, 0.1, 0.1] : [0.25, 0.1, .. Enumerable.Repeat(season, seasons).SelectMany(share => share), 0.1, 0.1];
    }

    /// <summary>What a prediction for so many series is made of.</summary>
    public static PredictionLayout Output(int series, LruForecasterOptions options) => PredictionLayout.Score(options.Horizon, series)
        .Append(PredictionNames.LowerBound, options.Horizon, series)
        .Append(PredictionNames.UpperBound, options.Horizon, series)
        .Append(PredictionNames.Alarm, series)
        .Append(PredictionNames.Weights, ExpertNames(options));

    /// <summary>Sets up a fresh memory.</summary>
    public void Initialize(LearnerMemory memory)
    {
        Recurrence.Initialize(memory);
        Shared.Initialize(memory);
        Own.Initialize(memory);
        Mixture.Initialize(memory);
        Bands.Initialize(memory);
        _home.Fresh(memory).View<double>(_change).Fill(1);
    }
}
