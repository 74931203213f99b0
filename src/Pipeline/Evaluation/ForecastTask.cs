using AdaptiveML.Online;
using AdaptiveML.Streams;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Forecasts, beside the last value and where there is a period that of a season ago.</summary>
internal sealed class ForecastTask : PrequentialTask
{
    private readonly RowContextReader _context;
    private readonly NumbersReader _label;
    private readonly ModelForecast[] _forecasts;
    private readonly PrequentialContest<JudgedForecast> _contest;
    private readonly Dictionary<SequenceKey, SequenceForecasts[]> _sequences = [];
    private readonly JudgedForecast[] _judged;
    private readonly float[] _none;
    private readonly int _series;
    private readonly int _horizon;
    private readonly int? _period;
    private readonly bool _isSquared;
    private SequenceKey _sequence;

    public ForecastTask(
        DataViewRow row, RowContextReader context, IReadOnlyList<EvaluatedModel> models, string label, long window, PrequentialOptions options)
    {
        (_period, _isSquared) = (options.Period, options.Loss == PrequentialLoss.Squared);
        _context = context;
        var (home, column) = FindLabel(row, models[0], label, ColumnRole.Series);
        _label = new(home, column);
        _series = _label.Values.Length;
        _forecasts = [.. models.Select(model => new ModelForecast(model, FindScore(model, ColumnRole.Series, ModelForecast.ColumnOf(model)), _series))];
        _horizon = _forecasts.Max(forecast => forecast.Horizon);
        _judged = new JudgedForecast[_horizon * _series];
        _none = new float[_judged.Length];
        (string, bool)[] plain = [("last value", true), .. _period is null ? Array.Empty<(string, bool)>() : [("season ago", true)]];
        _contest = new(
            [.. models.Select(model => (model.Name, false)), .. plain],
            () => new ForecastSums(_horizon, _series, options.ConfidenceLevel),
            new(window, options.FadingFactor, _isSquared ? "Squared error of a row" : "Absolute error of a row"));
    }

    public override void ReadLabel()
    {
        _sequence = _context.Read().Sequence;
        _label.Read();
    }

    public override void ReadPrediction(int model) => _forecasts[model].Read();

    public override void Judge(long row)
    {
        if (!_sequences.TryGetValue(_sequence, out var sequences))
        {
            var all = _forecasts.Select(forecast => forecast.Horizon).Append(_horizon);
            _sequences[_sequence] = sequences = [.. all.Select(horizon => new SequenceForecasts(_series, horizon, _period ?? 0))];
        }

        for (int i = 0; i < _forecasts.Length; i++)
        {
            var judged = _judged.AsSpan(0, sequences[i].Judge(_label.Values, _judged));
            Judge(i, judged);
            sequences[i].Keep(_label.Values, _forecasts[i].Values, _forecasts[i].Lower, _forecasts[i].Upper);
        }

        int count = sequences[^1].Judge(_label.Values, _judged);
        JudgePlain(_forecasts.Length, count, static forecast => forecast.LastValue);
        if (_period is not null)
        {
            sequences[^1].Judge(_label.Values, _judged);
            JudgePlain(_forecasts.Length + 1, count, static forecast => forecast.SeasonAgo);
        }

        sequences[^1].Keep(_label.Values, _none, [], []);
        _contest.EndRow();
    }

    public override void Tell(long row)
    {
    }

    public override PrequentialResult ToResult(IReadOnlyList<(Latencies Latencies, double BytesPerRow)> costs, IReadOnlyList<string> messages) =>
        _contest.ToResult(costs, messages);

    /// <summary>Judges a plain method by what is kept beside the forecasts.</summary>
    private void JudgePlain(int contestant, int count, Func<JudgedForecast, double> value)
    {
        int known = 0;
        for (int i = 0; i < count; i++)
        {
            if (double.IsFinite(value(_judged[i])))
            {
                _judged[known++] = _judged[i] with { Value = value(_judged[i]) };
            }
        }

        Judge(contestant, _judged.AsSpan(0, known));
    }

    private void Judge(int contestant, ReadOnlySpan<JudgedForecast> judged)
    {
        double losses = 0;
        foreach (var forecast in judged)
        {
            double error = Math.Abs(forecast.Value - forecast.Target);
            _contest.Judge(contestant, forecast);
            losses += _isSquared ? error * error : error;
        }

        if (!judged.IsEmpty)
        {
            _contest.Lose(contestant, losses / judged.Length);
        }
    }
}
