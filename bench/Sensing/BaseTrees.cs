using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Trees = Microsoft.ML.Data.RegressionPredictionTransformer<Microsoft.ML.Trainers.LightGbm.LightGbmRegressionModelParameters>;

namespace AdaptiveML.Benchmarks.Sensing;

/// <summary>LightGBM's estimates of rows that it was not fitted to: fitted once, on a schedule, or part by part.</summary>
internal sealed class BaseTrees(BaseRow[] rows)
{
    private readonly MLContext _context = new(1);

    /// <summary>Estimates of all rows by trees fitted to the first ones.</summary>
    public float[] Fitted(int count) => Scores(Fit(0, count), 0, rows.Length);

    /// <summary>Estimates from a row on by trees fitted again every so many rows to all rows by then; of the rows before, none.</summary>
    public float[] Refitted(int from, int every)
    {
        float[] scores = Silent(from);
        for (int row = from; row < rows.Length; row += every)
        {
            int end = Math.Min(row + every, rows.Length);
            Scores(Fit(0, row), row, end).CopyTo(scores, row);
        }

        return scores;
    }

    /// <summary>Estimates of the first rows, divided into equal parts, each by trees fitted to the parts before it; of the first part none.</summary>
    public float[] PartByPart(int count, int parts)
    {
        float[] scores = Silent(count);
        for (int part = 1; part < parts; part++)
        {
            int from = count * part / parts, to = count * (part + 1) / parts;
            Scores(Fit(0, from), from, to).CopyTo(scores, from);
        }

        return scores;
    }

    private float[] Silent(int count)
    {
        float[] scores = new float[rows.Length];
        scores.AsSpan(0, count).Fill(float.NaN);
        return scores;
    }

    private Trees Fit(int from, int to) =>
        _context.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options
        {
            NumberOfLeaves = 7,
            NumberOfIterations = 300,
            LearningRate = 0.05,
            NumberOfThreads = 1,
            Seed = 1,
        }).Fit(View(from, to));

    private float[] Scores(Trees trees, int from, int to) =>
        [.. trees.Transform(View(from, to)).GetColumn<float>("Score").Select((score, i) => score + rows[from + i].Origin)];

    private IDataView View(int from, int to)
    {
        var definition = SchemaDefinition.Create(typeof(BaseRow));
        definition[nameof(BaseRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Features.Length);
        return _context.Data.LoadFromEnumerable(rows[from..to], definition);
    }
}
