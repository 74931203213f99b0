using AdaptiveML.Contract.Lives;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace AdaptiveML.Transforms.Tests.Support;

/// <summary>A recording of two machines, and the pipeline of the documentation fitted to it: features, the rows with them, and a linear trainer.</summary>
internal static class Machines
{
    public static MLContext Context { get; } = new(1);

    public static MachineRow[] History { get; } = Run(seed: 1, count: 400);

    public static MachineRow[] Future { get; } = Run(seed: 2, count: 120);

    public static TttOptions Options { get; } = new()
    {
        GroupColumnName = "Machine",
        Width = 8,
        HeadCount = 2,
        MiniBatchSize = 4,
        DriftScoreColumnName = "Drift",
        PredictionColumnName = "Next",
        Training = new() { MaximumPasses = 3, WindowRows = 32 },
    };

    public static ITransformer Model { get; } = Pipeline(Options).Fit(View(History));

    public static IEstimator<ITransformer> Pipeline(TttOptions options) => Context.Transforms.FeaturizeSequenceByTtt(
        options with { OutputColumnName = "Context", InputColumnName = "Features" })
        .Append(Context.Transforms.Concatenate("All", "Features", "Context"))
        .Append(Context.Regression.Trainers.Sdca(Linear("All")));

    /// <summary>A linear trainer that takes the rows in their order, and so gives the same model each time.</summary>
    public static SdcaRegressionTrainer.Options Linear(string features) => new()
    {
        LabelColumnName = "Target",
        FeatureColumnName = features,
        NumberOfThreads = 1,
        Shuffle = false,
        L2Regularization = 0.01f,
        MaximumNumberOfIterations = 30,
    };

    public static IDataView View(IEnumerable<MachineRow> rows) => Context.Data.LoadFromEnumerable(rows);

    public static OnlineEngine<MachineRow, MachineEstimate> Engine(ITransformer model) => Context.Model.CreateOnlineEngine<MachineRow, MachineEstimate>(model);

    public static float[] Scores(this ITransformer model, params IEnumerable<MachineRow> rows) => [.. model.Transform(View(rows)).GetColumn<float>("Score")];

    public static ITransformer SavedAndLoaded(this ITransformer model) => model.SavedAndLoaded(View(History).Schema);

    public static TttFeaturizingTransformer Featurizer(this ITransformer model) =>
        (model as IEnumerable<ITransformer>)!.OfType<TttFeaturizingTransformer>().Single();

    /// <summary>Each machine's load follows from the one before by a law of its own: the one keeps its sign, the other changes it at every row.</summary>
    private static MachineRow[] Run(int seed, int count)
    {
        var random = new Random(seed);
        float[] load = new float[2];
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            int machine = i % 2;
            float factor = machine == 0 ? 0.9f : -0.9f;
            load[machine] = (factor * load[machine]) + random.NextSingle() - 0.5f;
            return new MachineRow
            {
                Machine = machine == 0 ? "press" : "saw",
                Features = [load[machine], random.NextSingle()],
                Target = 10 + (5 * factor * load[machine]),
                Hour = i / 2,
            };
        })];
    }
}
