using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Recurrent;

/// <summary>Rows in order, and how they are scored: each is predicted before it is learnt.</summary>
/// <param name="Name">What it is called in a table.</param>
/// <param name="Classes">Number of classes; 0 for a number.</param>
/// <param name="Settings">Where its nets differ from the defaults.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Standardized">Rows from the first on that give the scale of inputs and labels.</param>
/// <param name="ScoredFrom">The first row that is scored.</param>
internal sealed record RecurrentStream(
    string Name, int Classes, RecurrentOptions Settings, IReadOnlyList<RecurrentStream.Row> Rows, int Standardized, int ScoredFrom)
{
    /// <summary>Rows from the first on that a net is fitted to; null for all that are not scored.</summary>
    public int? Fitted { get; init; }

    /// <summary>A row; its label is NaN where there is none.</summary>
    public readonly record struct Row(float[] Input, float Label, RowContext Context);

    /// <summary>Learns all rows with nets.</summary>
    public (double Error, double Microseconds, RecurrentDiagnostics Known) Run(RecurrentOptions options)
    {
        var learner = Classes > 0
            ? new RecurrentClassifier<float>(Rows[0].Input.Length, Classes, options)
            : new RecurrentLearner<float>(Rows[0].Input.Length, 1, options);
        learner.Standardize(History());
        var (error, microseconds) = Score(learner);
        return (error, microseconds, learner.Diagnostics);
    }

    /// <summary>
    /// Fits a net to the rows in front of those that are scored; then goes on, with labels in use, or without any. Also gives the fit's processor time, and
    /// which pass was kept, of how many.
    /// </summary>
    public (double Told, double Untold, double Seconds, string Kept) RunFitted(
        RecurrentOptions options, WindowTrainingOptions? windows, TrainingOptions? passes)
    {
        var rows = new TrainingRows<float>(Rows[0].Input.Length, 1);
        foreach (var row in Rows.Take(Fitted ?? ScoredFrom))
        {
            rows.Add(row.Input, [row.Label], row.Context);
        }

        var learner = Classes > 0
            ? new RecurrentClassifier<float>(Rows[0].Input.Length, Classes, options)
            : new RecurrentLearner<float>(Rows[0].Input.Length, 1, options);
        var before = Environment.CpuUsage.TotalTime;
        var history = windows is null ? SequenceTrainer.Fit(learner, rows, passes!) : learner.Fit(rows, windows, passes);
        double seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        var other = learner.Clone();
        other.Mode = UpdateMode.StateOnly;
        string kept = $"{history.Last(pass => pass.IsBest).Pass}/{history.Count}";
        return (Score(learner, ScoredFrom, tells: true).Error, Score(other, ScoredFrom, tells: false).Error, seconds, kept);
    }

    /// <summary>Learns all rows, of numbers, with the machine behind <c>OnlineLru</c>.</summary>
    public (double Error, double Microseconds) RunOnlineLru(ulong seed)
    {
        var options = new LruRegressorOptions();
        var learner = new LruRegressor<float>(Rows[0].Input.Length, options with { Unit = options.Unit with { Seed = seed } });
        learner.Standardize(History());
        return Score(learner);
    }

    private TrainingRows<float> History()
    {
        var history = new TrainingRows<float>(Rows[0].Input.Length, 1);
        foreach (var row in Rows.Take(Standardized))
        {
            history.Add(row.Input, [Classes > 0 ? float.NaN : row.Label]);
        }

        return history;
    }

    /// <summary>Error in percent of the labels, or mean squared error in percent of the labels' variance; and processor time of a row in µs.</summary>
    private (double Error, double Microseconds) Score(IOnlineLearner<float> learner, int from = 0, bool tells = true)
    {
        float[] prediction = new float[learner.OutputSize], target = new float[1];
        double sum = 0, squares = 0, labels = 0, count = 0;
        var before = Environment.CpuUsage.TotalTime;
        for (int i = from; i < Rows.Count; i++)
        {
            var row = Rows[i];
            target[0] = tells ? row.Label : float.NaN;
            learner.Learn(row.Context, row.Input, target, prediction);
            if (i >= ScoredFrom && !float.IsNaN(row.Label))
            {
                bool isWrong = Classes > 0 && prediction.IndexOf(prediction.Max()) != (int)row.Label;
                sum += Classes > 0 ? (isWrong ? 1 : 0) : Math.Pow(prediction[0] - row.Label, 2);
                (squares, labels, count) = (squares + (row.Label * row.Label), labels + row.Label, count + 1);
            }
        }

        double microseconds = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / (Rows.Count - from);
        double variance = (squares / count) - (labels / count * (labels / count));
        return (100 * sum / count / (Classes > 0 ? 1 : variance), microseconds);
    }
}
