using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;
using AdaptiveML.Transforms;
using Microsoft.ML;

namespace AdaptiveML.Benchmarks.Turbofans;

/// <summary>A way to know of an engine's flights before.</summary>
/// <param name="Name">Its name.</param>
/// <param name="HasMeans">Whether the trainer behind sees running means of the flights before.</param>
/// <param name="Settings">What there is to choose from; empty where nothing is fitted before the trainer.</param>
internal sealed record TurbofanPast(string Name, bool HasMeans, IReadOnlyList<TurbofanPast.Setting> Settings)
{
    private static readonly WindowTrainingOptions WholeLives = new()
    {
        WindowRows = 512, WindowsPerStep = 2, LearningRate = 0.01, MaximumPasses = 40, ValidationFraction = 0,
    };

    private static readonly Setting[] Chosen =
    [
        .. from heads in (int[])[1, 2]
           from filter in (int[])[32, 64]
           select Label(
               $"{heads} heads, filter of {filter}",
               new() { HeadCount = heads, MiniBatchSize = 16, Forgetting = 0.002, FilterSize = filter },
               WholeLives),
    ];

    public static IReadOnlyList<TurbofanPast> All { get; } =
    [
        new("the row alone", false, []),
        new("running means of 5, 15, 30 flights", true, []),
        new("TTT, fitted to the row to come", false, [new("default", new())]),
        new("TTT, fitted to the label, by default", false, [Label("default", new() { Forgetting = 0.002 }, new())]),
        new("TTT, fitted to the label", false, Chosen),
        new("the same, inner model frozen", false, [.. Chosen.Select(Frozen)]),
        new("TTT, fitted to the label, and the means", true, Chosen),
    ];

    private static Setting Label(string text, TttLayerOptions layer, WindowTrainingOptions training) => new(
        text,
        new()
        {
            LabelColumnName = nameof(TurbofanCycle.Life),
            PredictionColumnName = "Estimate",
            Featurizer = new() { Layer = layer },
            Training = training,
        });

    private static Setting Frozen(Setting setting)
    {
        var featurizer = setting.Options.Featurizer;
        return new(setting.Text, setting.Options with { Featurizer = featurizer with { Layer = featurizer.Layer with { InnerLearningRate = 0 } } });
    }

    /// <summary>What a featurizer is made with.</summary>
    /// <param name="Text">What was set.</param>
    /// <param name="Options">The options, without columns, group and seed.</param>
    internal sealed record Setting(string Text, TttOptions Options)
    {
        /// <summary>The featurizer: engines begin at their first flight.</summary>
        public IEstimator<ITransformer> Featurizer(MLContext context, ulong seed) => context.Transforms.FeaturizeSequenceByTtt(Options with
        {
            OutputColumnName = "Past",
            InputColumnName = nameof(TurbofanCycle.Sensors),
            GroupColumnName = nameof(TurbofanCycle.Engine),
            StartsAnew = true,
            Featurizer = Options.Featurizer with { Layer = Options.Featurizer.Layer with { Seed = seed } },
            Training = Options.Training with { Seed = seed },
        });

        /// <summary>Columns that the trainer behind sees.</summary>
        public string[] Columns => Options.PredictionColumnName is { } prediction ? ["Past", prediction] : ["Past"];
    }
}
