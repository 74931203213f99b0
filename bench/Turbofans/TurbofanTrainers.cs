using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.LightGbm;

namespace AdaptiveML.Benchmarks.Turbofans;

/// <summary>What stands behind the features: ML.NET's trees, or its linear trainer, in several settings to choose from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Settings">How it may be set.</param>
internal sealed record TurbofanTrainers(string Name, IReadOnlyList<TurbofanTrainer> Settings)
{
    public static IReadOnlyList<TurbofanTrainers> All { get; } =
    [
        new("LightGBM", [.. from leaves in (int[])[7, 15] from trees in (int[])[100, 200] select Trees(leaves, trees)]),
        new("SDCA", [.. new[] { 1e-5f, 1e-4f, 1e-3f }.Select(Linear)]),
    ];

    private static TurbofanTrainer Trees(int leaves, int trees) => new(
        $"{trees} trees of {leaves} leaves",
        (context, seed) => context.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options
        {
            LabelColumnName = nameof(TurbofanCycle.Life),
            FeatureColumnName = "All",
            NumberOfLeaves = leaves,
            NumberOfIterations = trees,
            LearningRate = 0.05,
            NumberOfThreads = 1,
            Seed = seed,
        }));

    private static TurbofanTrainer Linear(float penalty) => new(
        FormattableString.Invariant($"penalty {penalty}"),
        (context, _) => context.Transforms.NormalizeMeanVariance("All", fixZero: false).AppendCacheCheckpoint(context)
            .Append(context.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options
            {
                LabelColumnName = nameof(TurbofanCycle.Life),
                FeatureColumnName = "All",
                L2Regularization = penalty,
                NumberOfThreads = 1,
                MaximumNumberOfIterations = 50,
            })));
}
