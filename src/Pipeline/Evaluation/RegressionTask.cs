using AdaptiveML.Streams;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Numbers, beside the last value known and where there is a period that of a season ago.</summary>
internal sealed class RegressionTask : LabelledTask
{
    private readonly ValueGetter<float> _label;
    private readonly ValueGetter<float>[] _scores;
    private readonly float[] _predictions;
    private readonly PrequentialContest<JudgedNumber> _contest;
    private readonly int? _period;
    private readonly bool _isSquared;

    public RegressionTask(
        DataViewRow row, RowContextReader context, IReadOnlyList<EvaluatedModel> models, string label, int pending, long window, PrequentialOptions options)
        : base(context, pending, options.Period)
    {
        (_period, _isSquared) = (options.Period, options.Loss == PrequentialLoss.Squared);
        var (home, column) = FindLabel(row, models[0], label, ColumnRole.Label);
        _label = home.GetGetter<float>(column);
        _scores = [.. models.Select(model => model.Output.GetGetter<float>(FindScore(model, ColumnRole.Label)))];
        _predictions = new float[models.Count];
        (string, bool)[] plain = [("last value", true), .. _period is null ? Array.Empty<(string, bool)>() : [("season ago", true)]];
        _contest = new(
            [.. models.Select(model => (model.Name, false)), .. plain], static () => new RegressionSums(),
            new(window, options.FadingFactor, _isSquared ? "Squared error" : "Absolute error"));
    }

    public override void ReadPrediction(int model) => _scores[model](ref _predictions[model]);

    public override PrequentialResult ToResult(IReadOnlyList<(Latencies Latencies, double BytesPerRow)> costs, IReadOnlyList<string> messages) =>
        _contest.ToResult(costs, messages);

    protected override double ReadTruth()
    {
        float label = float.NaN;
        _label(ref label);
        return label;
    }

    protected override void JudgeRow()
    {
        if (double.IsFinite(Label))
        {
            for (int i = 0; i < _predictions.Length; i++)
            {
                Judge(i, _predictions[i]);
            }

            Judge(_predictions.Length, History.Last);
            if (_period is { } period)
            {
                Judge(_predictions.Length + 1, History.SeasonAgo(period));
            }
        }

        _contest.EndRow();
    }

    private void Judge(int contestant, double prediction)
    {
        if (double.IsFinite(prediction))
        {
            double error = Math.Abs(prediction - Label);
            _contest.Judge(contestant, new(prediction, Label, History.Last));
            _contest.Lose(contestant, _isSquared ? error * error : error);
        }
    }
}
