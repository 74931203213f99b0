using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Sensing;

/// <summary>A batch model, the LRU regressor, and the one in front of the other, on the same rows.</summary>
/// <param name="rows">All rows in order.</param>
/// <param name="fitted">Rows of the fit, from the first on.</param>
/// <param name="every">Rows between two fits of the trees in use.</param>
internal sealed class BaseRace(BaseRow[] rows, int fitted, int every)
{
    /// <summary>Parts of the fit, as of <c>OnlineLruBehind</c>.</summary>
    private const int Parts = 5;

    /// <summary>Processor time of a row in the run of the regressor that ended last.</summary>
    public double Microseconds { get; private set; }

    /// <summary>Mean squared errors behind the fit in variances of the fit, by name.</summary>
    public IEnumerable<(string Name, double MeanSquare)> Run(bool seesLastRow)
    {
        See(seesLastRow);
        var trees = new BaseTrees(rows);
        float[] frozen = trees.Fitted(fitted), refitted = trees.Refitted(fitted, every), parts = trees.PartByPart(fitted, Parts);
        float[] half = trees.Fitted(fitted / 2), halfSilent = [.. half.Select((score, row) => row < fitted / 2 ? float.NaN : score)];
        yield return ("LightGBM, frozen", Error(frozen));
        yield return ("LightGBM, refitted", Error(refitted));
        yield return ("OnlineLru", Error(Estimates(null)));
        yield return ("both: scores of the trees' own rows, frozen", Error(Estimates(frozen)));
        yield return ("both: trees of the first half, frozen", Error(Estimates(halfSilent)));
        yield return ("both: scores part by part, frozen", Error(Estimates([.. parts[..fitted], .. frozen[fitted..]])));
        yield return ("both: scores part by part, refitted", Error(Estimates([.. parts[..fitted], .. refitted[fitted..]])));
        yield return ("both: scores of the trees' own rows, refitted", Error(Estimates([.. frozen[..fitted], .. refitted[fitted..]])));
    }

    /// <summary>Estimates of the regressor, which sees another model's as well, where there are any.</summary>
    private float[] Estimates(float[]? scores)
    {
        var before = Environment.CpuUsage.TotalTime;
        float[] Input(int row) => scores is null ? rows[row].Sensors : [.. rows[row].Sensors, scores[row]];

        var options = new LruRegressorOptions { HasBaseScore = scores is not null };
        var learner = new LruRegressor<float>(rows[0].Sensors.Length + (scores is null ? 0 : 1), options);
        var history = new TrainingRows<float>(learner.InputSize, 1);
        for (int row = 0; row < fitted; row++)
        {
            history.Add(Input(row), [rows[row].Truth]);
        }

        learner.Standardize(history);
        float[] estimates = new float[rows.Length], prediction = new float[learner.OutputSize];
        for (int row = 0; row < rows.Length; row++)
        {
            learner.Learn(new RowContext { Sequence = rows[row].Sequence }, Input(row), [rows[row].Truth], prediction);
            estimates[row] = prediction[0];
        }

        Microseconds = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / rows.Length;
        return estimates;
    }

    private double Error(float[] estimates)
    {
        double mean = rows[..fitted].Average(row => row.Truth), variance = rows[..fitted].Average(row => (row.Truth - mean) * (row.Truth - mean));
        return Enumerable.Range(fitted, rows.Length - fitted).Average(row => Math.Pow(rows[row].Truth - estimates[row], 2)) / variance;
    }

    private void See(bool lastRow)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            var before = i > 0 && rows[i - 1].Sequence == row.Sequence ? rows[i - 1] : row;
            row.Origin = !lastRow ? 0 : before == row ? (float)rows[..fitted].Average(each => each.Truth) : before.Truth;
            row.Features = lastRow ? [.. row.Sensors, .. row.Sensors.Zip(before.Sensors, (now, then) => now - then), row.Origin] : row.Sensors;
            row.Label = row.Truth - row.Origin;
        }
    }
}
