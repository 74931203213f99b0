using AdaptiveML.Learners;
using AdaptiveML.Online;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.LightGbm;

namespace AdaptiveML.Benchmarks.Comodulation;

/// <summary>
/// ML.NET's own classifiers on the rows of one task: logistic regression and SDCA on features as they come and normalised to mean 0 and variance 1, and trees.
/// All weigh the classes alike. Whatever else is as by default, but for the rows of a leaf: LightGBM's default of 20 takes no 10 rows at all.
/// </summary>
internal static class StockClassifiers
{
    /// <summary>Their names, in the order of <see cref="Run"/>.</summary>
    public static readonly string[] Names = ["L-BFGS", "L-BFGS, norm.", "SDCA", "SDCA, norm.", "LightGBM"];

    /// <summary>Those that are quick with many rows.</summary>
    public static readonly string[] Quick = [Names[0], Names[1], Names[4]];

    /// <summary>Balanced accuracy on further rows.</summary>
    /// <param name="names">Which of them.</param>
    /// <param name="rows">The rows to learn.</param>
    /// <param name="test">The further rows.</param>
    public static double[] Run(string[] names, TrainingRows<float> rows, TrainingRows<float> test)
    {
        var context = new MLContext(seed: 1);
        IDataView learnt = View(context, rows, balances: true), judged = View(context, test, balances: false);
        var trainers = context.BinaryClassification.Trainers;
        var normalize = context.Transforms.NormalizeMeanVariance("Features", fixZero: false);
        var logistic = trainers.LbfgsLogisticRegression(exampleWeightColumnName: "Weight");
        var sdca = trainers.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options
        {
            ExampleWeightColumnName = "Weight",
            NumberOfThreads = 1,
            MaximumNumberOfIterations = 100,
        });
        var trees = trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            ExampleWeightColumnName = "Weight",
            NumberOfThreads = 1,
            Seed = 1,
            MinimumExampleCountPerLeaf = Math.Clamp(rows.Count / 10, 1, 20),
        });
        IEstimator<ITransformer>[] all = [logistic, normalize.Append(logistic), sdca, normalize.Append(sdca), trees];
        return Array.ConvertAll(names, name => BalancedAccuracy(all[Array.IndexOf(Names, name)].Fit(learnt).Transform(judged)));
    }

    private static double BalancedAccuracy(IDataView scored)
    {
        var counts = new ConfusionCounts(2);
        foreach (var (label, predicted) in scored.GetColumn<bool>("Label").Zip(scored.GetColumn<bool>("PredictedLabel")))
        {
            counts.Add(label ? 1 : 0, predicted ? 1 : 0);
        }

        return counts.BalancedAccuracy;
    }

    private static IDataView View(MLContext context, TrainingRows<float> rows, bool balances)
    {
        int positives = Enumerable.Range(0, rows.Count).Count(row => rows.Target(row)[0] > 0);
        var schema = SchemaDefinition.Create(typeof(StockRow));
        schema[nameof(StockRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows.InputSize);
        return context.Data.LoadFromEnumerable(
            Enumerable.Range(0, rows.Count).Select(row => Row(row, rows.Target(row)[0] > 0)).ToArray(),
            schema);

        StockRow Row(int row, bool label) => new()
        {
            Features = rows.Input(row).ToArray(),
            Label = label,
            Weight = balances ? rows.Count / (2f * (label ? positives : rows.Count - positives)) : 1,
        };
    }

    private sealed class StockRow
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }

        public float Weight { get; set; }
    }
}
