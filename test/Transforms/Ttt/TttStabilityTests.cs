using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace AdaptiveML.Transforms.Tests.Ttt;

/// <summary>The features stay within the deviations of the fit, and a linear model behind them near the one without them, whatever rows come.</summary>
[TestClass]
public sealed class TttStabilityTests
{
    private const int History = 2000;

    private static readonly MLContext Context = new(1);
    private static readonly LoadRow[] Rows = LoadRow.Read(5000);

    public static IEnumerable<object[]> Layers =>
    [
        [TttInnerModel.Linear, null!, null!],
        [TttInnerModel.Mlp, null!, null!],
        .. Enum.GetValues<InnerRule>().Select(rule => new object[] { TttInnerModel.Linear, rule, TttForm.InContext }),
        .. Enum.GetValues<InnerRule>().Select(rule => new object[] { TttInnerModel.Linear, rule, TttForm.Published }),
        [TttInnerModel.Mlp, InnerRule.MiniBatchGradient, TttForm.Published],
    ];

    [TestMethod]
    [DynamicData(nameof(Layers))]
    internal void A_scale_that_grows_in_mid_stream_leaves_the_features_in_bounds(TttInnerModel model, InnerRule? rule, TttForm? form)
    {
        var fitted = Fit(Rows[..History], Options(seed: 1, model, rule, form));
        foreach (float factor in new[] { 1.5f, 3, 5, 10, 100 })
        {
            var rows = Rows[History..(History + 200)].Concat(Rows[(History + 200)..(History + 1500)].Select(row => row.With((_, value) => factor * value)));
            Assert.IsLessThanOrEqualTo(50, fitted.LargestDeviation(rows), $"all columns times {factor}");
        }
    }

    [TestMethod]
    [DataRow(TttInnerModel.Linear)]
    [DataRow(TttInnerModel.Mlp)]
    public void A_column_that_the_fit_knew_nothing_of_changes_nothing_when_it_comes_alive(TttInnerModel model)
    {
        foreach (float dead in new[] { float.NaN, 0, 7 })
        {
            var fitted = Fit(Rows[..History].Select(row => row.With((i, value) => i == 2 ? dead : value)), Options(seed: 1, model));
            float[][] still = fitted.Features(Rows[History..].Select(row => row.With((i, value) => i == 2 ? dead : value)));
            float[][] alive = fitted.Features(Rows[History..].Select(row => row.With((i, value) => i == 2 ? 1e4f * value : value)));
            Assert.IsLessThanOrEqualTo(50, fitted.LargestDeviation(alive), $"{dead}");
            for (int row = 0; row < alive.Length; row++)
            {
                CollectionAssert.AreEqual(still[row], alive[row], $"{dead}, row {row}");
            }
        }
    }

    [TestMethod]
    [DataRow(TttInnerModel.Linear)]
    [DataRow(TttInnerModel.Mlp)]
    public void A_unit_several_times_larger_than_its_fleet_leaves_the_features_in_bounds(TttInnerModel model)
    {
        IEnumerable<FleetRow> Fleet(LoadRow[] rows) => rows.SelectMany(row => Enumerable.Range(0, 4).Select(unit => new FleetRow
        {
            Machine = $"unit {unit}",
            Features = [.. row.Features.Select(value => (unit == 3 ? 8 : 1) * value)],
            Target = row.Target,
        }));
        var options = Options(seed: 1, model) with { GroupColumnName = "Machine" };
        var fitted = FittedFeatures.To(Context, Context.Data.LoadFromEnumerable(Fleet(Rows[..1000])), options);
        Assert.IsLessThanOrEqualTo(50, fitted.LargestDeviation(fitted.Features(Context.Data.LoadFromEnumerable(Fleet(Rows[1000..2000])))));
    }

    [TestMethod]
    public void On_twenty_seeds_no_feature_leaves_its_bounds_and_a_linear_model_is_no_worse_than_on_the_row_alone()
    {
        var (history, later) = (Rows[..History], Rows[History..]);
        double alone = Error(Context.Transforms.Concatenate("All", "Features"), history, later);
        List<string> worse = [];
        foreach (var model in Enum.GetValues<TttInnerModel>())
        {
            for (ulong seed = 1; seed <= 20; seed++)
            {
                var fitted = Fit(history, Options(seed, model));
                double largest = fitted.LargestDeviation(later);
                double error = Error(fitted.Transformer, history, later);
                if (largest > 50 || error > 1.05 * alone)
                {
                    worse.Add($"{model}, seed {seed}: {largest:F0} deviations, error {error / alone:F3} of the row's alone");
                }
            }
        }

        Assert.IsEmpty(worse, string.Join('\n', worse));
    }

    private static TttOptions Options(ulong seed, TttInnerModel model, InnerRule? rule = null, TttForm? form = null)
    {
        var featurizer = new TttFeaturizerOptions();
        var layer = featurizer.Layer with { InnerModel = model, Seed = seed };
        return new()
        {
            OutputColumnName = "Context",
            InputColumnName = "Features",
            Featurizer = featurizer with { Form = form, Layer = rule is { } known ? layer with { Rule = known } : layer },
            Training = new() { MaximumPasses = 5, Seed = seed },
        };
    }

    private static FittedFeatures Fit(IEnumerable<LoadRow> rows, TttOptions options) =>
        FittedFeatures.To(Context, Context.Data.LoadFromEnumerable(rows), options);

    private static double Error(IEstimator<ITransformer> join, LoadRow[] history, LoadRow[] later)
    {
        var view = Context.Data.LoadFromEnumerable(history);
        var model = join.Append(Trainer()).Fit(view);
        return Context.Regression.Evaluate(model.Transform(Context.Data.LoadFromEnumerable(later)), "Target").RootMeanSquaredError;
    }

    /// <summary>The featurizer stands at the end of the history: the trainer learns from a second pass, and the later rows follow the history.</summary>
    private static double Error(ITransformer featurizer, LoadRow[] history, LoadRow[] later)
    {
        var join = Context.Transforms.Concatenate("All", "Features", "Context");
        var trained = join.Append(Trainer()).Fit(Context.Data.Cache(featurizer.Transform(Context.Data.LoadFromEnumerable(history))));
        var scored = trained.Transform(featurizer.Transform(Context.Data.LoadFromEnumerable(later)));
        return Context.Regression.Evaluate(scored, "Target").RootMeanSquaredError;
    }

    private static IEstimator<ITransformer> Trainer() => Context.Transforms.NormalizeMeanVariance("All").AppendCacheCheckpoint(Context)
        .Append(Context.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options
        {
            LabelColumnName = "Target",
            FeatureColumnName = "All",
            NumberOfThreads = 1,
        }));
}
