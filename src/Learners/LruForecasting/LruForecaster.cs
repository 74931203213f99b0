using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruForecasting;

/// <summary>
/// Forecasts the next H rows of one or more series by readouts, learnt by recursive least squares, over a linear recurrent unit and over the past of each
/// series, combined online with each other, with the last value and its drift, and with the values and the mean courses of seasons, or, without one, the
/// smoothed value.
/// <code>
/// ŷ_{t+h}^k = y_t + σ_t w_k,hᵀ φ_t      ŷ_{t+h} = Σ_k p_k,h ŷ_{t+h}^k
/// </code>
/// </summary>
/// <remarks>
/// <para>A row is the series' values, then what else is known at it, then its phases; it is its own target for the rows before. Each horizon step of each
/// series is learnt when its target comes, with the φ and the gain of the row it was forecast from: exactly as recursive least squares would have learnt it in
/// time, and nothing of a later row is ever touched. The recurrence learns from the errors of the first step by exact real-time recurrent learning. The
/// experts' weights in the combination (<see cref="ExpertMixture"/>), one set an output, follow their errors, so that a forecast is hardly worse than that of
/// the best expert, the last value included, in the long run and on any stretch of rows.</para>
/// <para>Readouts forecast and learn from a sequence's twelfth row on, or after one season of up to 48 rows; until then the plain experts speak. With P series
/// and F features, O(P F² + H P F) time a row; memory O(P F² + H P F) for the parameters, and O(H P F + H² P) a sequence.</para>
/// <para>The parts of a prediction (<see cref="OnlineLearner{T}.Output"/>): the forecast, step by step (<see cref="PredictionNames.Score"/>, H × P), the lower
/// and the upper bounds of its intervals likewise (<see cref="PredictionNames.LowerBound"/>, <see cref="PredictionNames.UpperBound"/>; NaN in the first
/// row of a sequence), the number of an <see cref="AlarmReason"/> for each series' first step (<see cref="PredictionNames.Alarm"/>), and the mean weights of
/// <see cref="ExpertNames"/> (<see cref="PredictionNames.Weights"/>).</para>
/// </remarks>
/// <typeparam name="T">Element type of rows and forecasts.</typeparam>
public sealed partial class LruForecaster<T> : OnlineLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Error at which a readout's part in the recurrence's gradient stops growing, in deviations.</summary>
    private const double LargestError = 3;

    /// <summary>Half-widths of its interval beyond which a forecast's error counts no more in the judgement of the experts.</summary>
    private const double WidthsJudged = 2;

    private const int LargestSeries = 1024;

    private readonly ForecasterParts _parts;
    private readonly double[] _row;
    private readonly double[] _expected;
    private readonly double[] _next;
    private readonly double[] _undecided;
    private readonly double[] _judged;
    private readonly int[] _seasons;
    private readonly int _readyRows;
    private readonly double[] _drive;
    private readonly double[] _states;
    private readonly double[] _experts;
    private readonly double[] _forecast;
    private readonly double[] _halfWidths;
    private readonly double[] _errors;
    private readonly double[] _widenings;
    private readonly AlarmReason[] _alarmsOfRow;
    private readonly PredictionPart _score;
    private readonly PredictionPart _lower;
    private readonly PredictionPart _upper;
    private readonly PredictionPart _alarms;
    private readonly PredictionPart _weights;

    /// <summary>Makes a forecaster.</summary>
    /// <param name="series">P, series to forecast, from 1 to 1024.</param>
    /// <param name="exogenous">Further values of a row, from 0 to 1024; behind them come the phases, if any.</param>
    /// <param name="options">Shape and learning rules.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or an option is out of its range.</exception>
    public LruForecaster(int series, int exogenous, LruForecasterOptions options)
        : this(series, exogenous, options, new ForecasterParts(Checked(series, exogenous, options), series + exogenous, options))
    {
    }

    private LruForecaster(int series, int exogenous, LruForecasterOptions options, ForecasterParts parts)
        : base(
            series + exogenous + options.Phases,
            0,
            ForecasterParts.Output(series, options),
            parts.Layout.Parameters.Layout,
            parts.Layout.State,
            parts.Layout.Sequence,
            options.Unit.Update.MaximumSequences,
            keepsCopy: false)
    {
        (Series, Exogenous, Options, _parts) = (series, exogenous, options, parts);
        _row = new double[InputSize];
        _seasons = options.Seasons;
        _readyRows = options.ReadyRows;
        _expected = new double[series + exogenous];
        (_next, _undecided, _judged) = (new double[series], new double[parts.Experts], new double[parts.Experts]);
        _drive = new double[Tile.Pad(parts.Features.DriveCount)];
        _states = new double[parts.Recurrence.Count];
        _forecast = new double[series * options.Horizon];
        _halfWidths = new double[_forecast.Length];
        _experts = new double[_forecast.Length * parts.Experts];
        (_errors, _widenings, _alarmsOfRow) = (new double[series], new double[series], new AlarmReason[series]);
        (_score, _lower, _upper) = (Output[PredictionNames.Score], Output[PredictionNames.LowerBound], Output[PredictionNames.UpperBound]);
        (_alarms, _weights) = (Output[PredictionNames.Alarm], Output[PredictionNames.Weights]);
        parts.Initialize(Memory);
    }

    /// <summary>What the combination is made of, in the order of the weights in a prediction.</summary>
    public IReadOnlyList<string> ExpertNames => ForecasterParts.ExpertNames(Options);

    /// <summary>Series that are forecast: the first values of a row.</summary>
    public int Series { get; }

    /// <summary>Further values of a row, without phases.</summary>
    public int Exogenous { get; }

    /// <summary>Shape and learning rules.</summary>
    public LruForecasterOptions Options { get; }

    /// <inheritdoc/>
    private protected override OnlineLearner<T> CreateEmpty() => new LruForecaster<T>(Series, Exogenous, Options);

    /// <summary>The forecaster of an input and an output size.</summary>
    /// <exception cref="InvalidDataException">No number of series gives that output size.</exception>
    internal static LruForecaster<T> OfSizes(int inputSize, int outputSize, LruForecasterOptions options)
    {
        options.Validate();
        int one = ForecasterParts.Output(1, options).Length, perSeries = ForecasterParts.Output(2, options).Length - one,
            series = ((outputSize - one) / perSeries) + 1;
        return outputSize >= one && series <= LargestSeries && ForecasterParts.Output(series, options).Length == outputSize
            && series + options.Phases <= inputSize
            ? new(series, inputSize - series - options.Phases, options)
            : throw new InvalidDataException($"The saved forecaster has {outputSize} outputs, which its options do not give.");
    }

    private static int Checked(int series, int exogenous, LruForecasterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require.InRange(series, 1, LargestSeries);
        Require.InRange(exogenous, 0, 1024);
        options.Validate();
        return series;
    }

    /// <summary>Judges each value of a row for itself, by its own scale: a row is never refused.</summary>
    private protected override InputQuality JudgeInput(ReadOnlySpan<T> input)
    {
        for (int i = 0; i < input.Length; i++)
        {
            _row[i] = double.CreateTruncating(input[i]);
        }

        var scale = _parts.Scale;
        long row = scale.Rows(Memory);
        bool isExpected = _parts.Issued.HasForecast(Memory, row - 1);
        for (int c = 0; c < Series; c++)
        {
            _expected[c] = isExpected ? _parts.Issued.Expected(Memory)[c] : double.NaN;
        }

        var phases = _row.AsSpan(_expected.Length);
        foreach (ref double phase in phases)
        {
            phase = double.IsNaN(phase) ? 0 : Math.Clamp(phase, -1, 1);
        }

        scale.Forward(Memory, _row.AsSpan(0, _expected.Length), _expected);
        return InputQuality.Clean;
    }

    /// <summary>Forecasts from the row.</summary>
    private protected override bool Forward(InputQuality quality)
    {
        var (scale, features) = (_parts.Scale, _parts.Features);
        long row = scale.Rows(Memory);
        features.FillDrive(scale, row, _row.AsSpan(_expected.Length), _drive);
        _parts.Recurrence.Forward(Memory, _drive, _states);
        features.FillShared(_drive, _states, _parts.Shared.Features);
        for (int c = 0; c < Series; c++)
        {
            features.FillOwn(Memory, scale, _parts.History, row, c, _drive, _parts.Own.FeaturesOf(c));
        }

        _parts.Smoothed?.Forward(Memory, scale);
        bool isUnusual = IsUnusual(_parts.Shared.Features);
        for (int output = 0; output < _forecast.Length; output++)
        {
            var experts = _experts.AsSpan(output * _parts.Experts, _parts.Experts);
            Forecast(row, output, isUnusual, experts);
            _forecast[output] = _parts.Mixture.Combine(Memory, output, experts);
            _halfWidths[output] = HalfWidth(row, output);
        }

        for (int c = 0; c < Series; c++)
        {
            _next[c] = Expect(row, c);
        }

        return true;
    }

    /// <summary>Each expert's forecast of an output; NaN where it has nothing to go by yet.</summary>
    private void Forecast(long row, int output, bool isUnusual, Span<double> experts)
    {
        var scale = _parts.Scale;
        int series = output % Series, ahead = (output / Series) + 1, next = 2;
        double start = scale.Starts[series], hedge = scale.Hedges[series];
        experts[0] = start;
        experts[1] = start + (ahead * scale.Drift(series));
        for (int season = 0; season < _seasons.Length; season++)
        {
            long before = SeasonBefore(row, ahead, _seasons[season]);
            experts[next++] = before == row ? start : IsOver(row, before, series, _seasons[season]) ? double.NaN : _parts.History.Raw(Memory, before, series);
            experts[next++] = hedge + _parts.History.Course(Memory, season, row + ahead, series, row, double.NaN);
        }

        if (_parts.Smoothed is { } smoothed)
        {
            experts[next++] = hedge + smoothed.Predict(Memory, series, ahead);
        }

        bool isReady = scale.Count(series) >= _readyRows;
        double limit = LargestChange(output, isUnusual), deviation = isReady ? scale.Deviations[series] : double.NaN;
        experts[next++] = start + (deviation * Math.Clamp(_parts.Shared.Predict(Memory, output, series), -limit, limit));
        experts[next] = start + (deviation * Math.Clamp(_parts.Own.Predict(Memory, output, series), -limit, limit));
    }

    /// <summary>
    /// The r that is expected of the next row. Where a shift stands that is not decided on, what the series did a season ago is seen as if it had none.
    /// </summary>
    private double Expect(long row, int series)
    {
        var scale = _parts.Scale;
        if (!scale.IsUndecided(series))
        {
            return _forecast[series] - scale.Hedges[series];
        }

        _experts.AsSpan(series * _parts.Experts, _parts.Experts).CopyTo(_undecided);
        for (int season = 0; season < _seasons.Length; season++)
        {
            ref double value = ref _undecided[2 + (2 * season)];
            value = double.IsNaN(value) ? value
                : scale.Hedges[series] + _parts.History.Value(Memory, SeasonBefore(row, 1, _seasons[season]), series, row, scale.Values[series]);
        }

        return _parts.Mixture.Combine(Memory, series, _undecided) - scale.Hedges[series];
    }

    /// <summary>
    /// Whether what a series did in an earlier row, at its place in the season, was of a level that is over: what it does now is not what it did then.
    /// </summary>
    private bool IsOver(long row, long before, int series, int period)
    {
        double shift = _parts.Scale.ShiftSince(series, row - before);
        return shift > 0 && !(Math.Abs(_parts.Scale.Starts[series] - _parts.History.Raw(Memory, row - period, series)) < 0.5 * shift);
    }

    /// <summary>The last row at the place in the season of a row to come.</summary>
    private static long SeasonBefore(long row, int ahead, int period) => row + ahead - ((ahead + period - 1) / period * (long)period);

    /// <inheritdoc/>
    private protected override void Write(InputQuality quality, Span<T> prediction)
    {
        Span<T> score = _score.In(prediction), lower = _lower.In(prediction), upper = _upper.In(prediction);
        for (int output = 0; output < _forecast.Length; output++)
        {
            score[output] = T.CreateTruncating(_forecast[output]);
            lower[output] = T.CreateTruncating(_forecast[output] - _halfWidths[output]);
            upper[output] = T.CreateTruncating(_forecast[output] + _halfWidths[output]);
        }

        var alarms = _alarms.In(prediction);
        for (int c = 0; c < Series; c++)
        {
            alarms[c] = T.CreateTruncating((int)_alarmsOfRow[c]);
        }

        var weights = _weights.In(prediction);
        for (int k = 0; k < weights.Length; k++)
        {
            weights[k] = T.CreateTruncating(_parts.Mixture.MeanWeight(Memory, k));
        }
    }
}
