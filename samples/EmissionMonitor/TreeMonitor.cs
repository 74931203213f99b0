using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace EmissionMonitor;

/// <summary>ML.NET's LightGBM: fitted once, or again every so many hours to the hours that have been measured by then.</summary>
internal sealed class TreeMonitor : IMonitor
{
    private readonly MLContext _mlContext;
    private readonly string _gas;
    private readonly TreeOptions _options;
    private readonly List<TreeRow> _rows = [];
    private PredictionEngine<TreeRow, Estimate> _engine;
    private Reading _before;
    private int _hoursSinceFit;

    private TreeMonitor(MLContext mlContext, string gas, TreeOptions options, Reading[] history)
    {
        (_mlContext, _gas, _options, _before) = (mlContext, gas, options, history[0]);
        foreach (var hour in history[1..])
        {
            Keep(hour, TreeRow.FeaturesOf(hour, _before, gas));
        }

        _engine = Train();
    }

    public static TreeMonitor Fit(Plant plant, string gas, TreeOptions options, int[] years) => new(plant.MLContext, gas, options, plant.Hours(years));

    public float Estimate(Reading hour)
    {
        if (_hoursSinceFit == _options.RefitEvery)
        {
            _engine.Dispose();
            _engine = Train();
        }

        float[] features = TreeRow.FeaturesOf(hour, _before, _gas);
        float estimate = _engine.Predict(new TreeRow { Features = features }).Score + Origin();
        Keep(hour, features);
        return estimate;
    }

    /// <summary>What the trees' answer is added to.</summary>
    private float Origin() => _options.LearnsChange ? _before.Gas(_gas) : 0;

    private void Keep(Reading hour, float[] features)
    {
        _rows.Add(new TreeRow { Features = features, Label = hour.Gas(_gas) - Origin() });
        _before = hour;
        _hoursSinceFit++;
    }

    private PredictionEngine<TreeRow, Estimate> Train()
    {
        _hoursSinceFit = 0;
        var trainer = _mlContext.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options
        {
            LabelColumnName = nameof(TreeRow.Label),
            FeatureColumnName = nameof(TreeRow.Features),
            NumberOfLeaves = _options.Leaves,
            NumberOfIterations = _options.Trees,
            LearningRate = _options.LearningRate,
            NumberOfThreads = _options.Threads,
            Seed = 1,
        });
        var rows = _mlContext.Data.LoadFromEnumerable(_rows.TakeLast(_options.Window ?? _rows.Count));
        return _mlContext.Model.CreatePredictionEngine<TreeRow, Estimate>(trainer.Fit(rows));
    }
}
