using AdaptiveML.Streams;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Classes, beside the most frequent so far, the last known (no change), and where there is a period that of a season ago.</summary>
internal sealed class ClassificationTask : LabelledTask
{
    private readonly ClassLabels _classes;
    private readonly ValueGetter<float> _label;
    private readonly ValueGetter<float>[] _predicted;
    private readonly ClassProbabilities[] _probabilities;
    private readonly float[] _predictions;
    private readonly PrequentialContest<JudgedClass> _contest;
    private readonly long[] _counts;
    private readonly int? _period;
    private readonly bool _isLog;
    private long _known;

    public ClassificationTask(
        DataViewRow row, RowContextReader context, IReadOnlyList<EvaluatedModel> models, bool isBinary, string label, int pending, long window,
        PrequentialOptions options)
        : base(context, pending, options.Period)
    {
        (_period, _isLog) = (options.Period, options.Loss == PrequentialLoss.Squared);
        _classes = isBinary ? ClassLabels.Binary : ClassesOf(models);
        var (home, column) = FindLabel(row, models[0], label, _classes.Role);
        _label = _classes.CreateReader(home, column);
        _predicted = [.. models.Select(model => _classes.CreateReader(model.Output, Predicted(model)))];
        _probabilities = [.. models.Select(model => ClassProbabilities.Of(model, _classes, isBinary))];
        _predictions = new float[models.Count];
        _counts = new long[_classes.Count + 1];
        (string, bool)[] plain = [("majority", true), ("no change", true), .. _period is null ? Array.Empty<(string, bool)>() : [("season ago", true)]];
        _contest = new(
            [.. models.Select(model => (model.Name, false)), .. plain], () => new ClassificationSums(_counts.Length),
            new(window, options.FadingFactor, _isLog ? "Logarithmic loss" : "Share of rows taken for another class"));
    }

    public override void ReadPrediction(int model)
    {
        _predicted[model](ref _predictions[model]);
        _probabilities[model].Read();
    }

    public override PrequentialResult ToResult(IReadOnlyList<(Latencies Latencies, double BytesPerRow)> costs, IReadOnlyList<string> messages) =>
        _contest.ToResult(costs, messages);

    /// <summary>The class, that behind the last where it is none of the models', or NaN.</summary>
    protected override double ReadTruth()
    {
        float label = float.NaN;
        _label(ref label);
        return label < 0 ? _classes.Count : label;
    }

    protected override void JudgeRow()
    {
        if (double.IsFinite(Label))
        {
            int label = (int)Label;
            for (int i = 0; i < _predictions.Length; i++)
            {
                Judge(i, _predictions[i] < 0 ? _classes.Count : _predictions[i], label < _classes.Count ? _probabilities[i].Of(label) : double.NaN);
            }

            Judge(_predictions.Length, _known == 0 ? double.NaN : Majority(), (_counts[label] + 1.0) / (_known + _counts.Length));
            Judge(_predictions.Length + 1, History.Last, double.NaN);
            if (_period is { } period)
            {
                Judge(_predictions.Length + 2, History.SeasonAgo(period), double.NaN);
            }
        }

        _contest.EndRow();
    }

    protected override void Told(double label)
    {
        if (double.IsFinite(label))
        {
            _counts[(int)label]++;
            _known++;
        }
    }

    private void Judge(int contestant, double prediction, double probability)
    {
        if (double.IsFinite(prediction))
        {
            var row = new JudgedClass((int)prediction, (int)Label, double.IsNaN(History.Last) ? -1 : (int)History.Last, probability);
            _contest.Judge(contestant, row);
            _contest.Lose(contestant, _isLog ? row.LogLoss : row.Prediction == row.Label ? 0 : 1);
        }
    }

    private int Majority()
    {
        int most = 0;
        for (int k = 1; k < _counts.Length; k++)
        {
            most = _counts[k] > _counts[most] ? k : most;
        }

        return most;
    }

    /// <summary>The classes of all models, those of the first in front.</summary>
    private static ClassLabels ClassesOf(IReadOnlyList<EvaluatedModel> models)
    {
        var all = new List<string>();
        foreach (var model in models)
        {
            all.AddRange(model.Stages.LastOrDefault(stage => stage.Present.Columns.Classes is not null)?.Present.Columns.Classes!.Names
                ?? (IEnumerable<string>)ClassProbabilities.KeyValues(model));
        }

        var first = models[0].Stages.LastOrDefault(stage => stage.Present.Columns.Classes is not null)?.Present.Columns.Classes;
        var type = first?.Type ?? LabelTypes.Of(Predicted(models[0]))!;
        string[] names = [.. all.Where(name => name.Length > 0 && type.IsValue(name)).Distinct(first?.Options.Comparer ?? StringComparer.Ordinal)];
        return new(type, names, [.. Enumerable.Range(0, names.Length)], first?.Options);
    }

    private static DataViewSchema.Column Predicted(EvaluatedModel model)
    {
        string name = model.Entry.PredictedLabelColumnName;
        return model.Output.Schema.GetColumnOrNull(name) is { } column && LabelTypes.Of(column) is not null
            ? column
            : throw new ArgumentOutOfRangeException(nameof(model), $"'{model.Name}' writes no column '{name}' of classes.");
    }
}
