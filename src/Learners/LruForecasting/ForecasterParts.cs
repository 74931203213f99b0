using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruForecasting;

/// <summary>The parts of a forecaster. Made before its memory, since each adds its fields to the layout.</summary>
internal sealed class ForecasterParts
{
    /// <summary>Share that the last value has before anything is known; the other experts share the rest.</summary>
    private const double PriorOfLastValue = 0.5;

    private static readonly string[] WithoutSeason = ["LastValue", "Recurrent", "OwnPast"];
    private static readonly string[] WithSeason = ["LastValue", "SeasonalValue", "SeasonalMean", "Recurrent", "OwnPast"];

    private readonly StateScope _home;
    private readonly Field _change;

    public ForecasterParts(int series, int inputs, LruForecasterOptions options)
    {
        int period = options.Period ?? 0, outputs = series * options.Horizon;
        Season = new(period, options.Harmonics);
        Features = new(inputs, period, Season, options.Phases, 2 * options.Unit.StateSize);
        Recurrence = new(Layout, Features.DriveCount, options.Unit);
        Scale = new(Layout.Sequence, inputs, options);
        History = new(Layout.Sequence, series, Math.Max(Features.Lags, period), period);
        Shared = new(Layout, "shared", 1, Features.SharedCount, outputs, options);
        Own = new(Layout, "own", series, Features.OwnCount, outputs, options);
        Experts = ExpertNames(options).Count;
        Issued = new(Layout.Sequence, options.Horizon, series, Experts);
        Alarms = [.. Enumerable.Range(0, series).Select(c => new AlarmTrack(Layout.Sequence, $"alarm{c}"))];
        Bands = new(Layout, series, options.Horizon, period, options.ConfidenceLevel, options.SharesReadouts);
        double[] priors = [PriorOfLastValue, .. Enumerable.Repeat((1 - PriorOfLastValue) / (Experts - 1), Experts - 1)];
        _home = StateScope.Of(Layout, options.SharesReadouts);
        Mixture = new(Layout, options.SharesReadouts, priors, [.. Enumerable.Range(0, outputs).Select(output => 1 / Math.Sqrt((output / series) + 1))]);
        _change = _home.Layout.Add<double>("change", outputs);
        Burn = Math.Max(48, (2 * period) + 1);
    }

    public MachineLayout<double> Layout { get; } = new();

    public Season Season { get; }

    public ForecastFeatures Features { get; }

    public TrainedRecurrence Recurrence { get; }

    public SeriesScale Scale { get; }

    public SeriesHistory History { get; }

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

    /// <summary>Mean absolute change of each output, in deviations.</summary>
    public Span<double> Changes(LearnerMemory memory) => _home.In(memory).View<double>(_change);

    /// <summary>Rows of a sequence before it is learnt from: what its scales and lags need.</summary>
    public int Burn { get; }

    /// <summary>The experts: the last value and two readouts, and with a season also its value and its mean course.</summary>
    public static IReadOnlyList<string> ExpertNames(LruForecasterOptions options) => options.Period is null ? WithoutSeason : WithSeason;

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
