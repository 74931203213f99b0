using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace AdaptiveML.Transforms.Tests.Ttt;

/// <summary>The featurizer in the middle of a chain, a linear trainer behind it.</summary>
[TestClass]
public sealed class TttPipelineTests
{
    private static readonly MLContext Context = Machines.Context;

    [TestMethod]
    public void The_trainer_is_fitted_to_the_features_of_the_rows_in_order()
    {
        var features = Machines.Model.Featurizer().Transform(Machines.View(Machines.History));
        var all = Context.Transforms.Concatenate("All", "Features", "Context").Fit(features).Transform(features);

        var expected = Context.Regression.Trainers.Sdca(Machines.Linear("All")).Fit(Context.Data.Cache(all)).Model;

        var actual = ((RegressionPredictionTransformer<LinearRegressionModelParameters>)((IEnumerable<ITransformer>)Machines.Model).Last()).Model;
        Assert.HasCount(2 + 8 + 2, actual.Weights);
        CollectionAssert.AreEqual(expected.Weights.ToArray(), actual.Weights.ToArray());
        Assert.AreEqual(expected.Bias, actual.Bias);
    }

    [TestMethod]
    public void A_law_that_each_machine_has_of_its_own_is_in_its_features()
    {
        var raw = Context.Regression.Trainers.Sdca(Machines.Linear("Features")).Fit(Machines.View(Machines.History));

        double without = Error(raw), with = Error(Machines.Model);

        Assert.IsLessThan(0.5 * without, with);
    }

    [TestMethod]
    public void The_pipeline_of_the_documentation_is_fitted_saved_loaded_and_predicts_row_by_row()
    {
        var mlContext = new MLContext(1);
        var history = mlContext.Data.LoadFromEnumerable(Machines.History);
        var pipeline = mlContext.Transforms.FeaturizeSequenceByTtt(
            new TttOptions
            {
                OutputColumnName = "Context",
                InputColumnName = "Features",
                GroupColumnName = "Machine",
                InnerModel = TttInnerModel.Linear,
                HeadCount = 2,
                MiniBatchSize = 4,
            })
            .Append(mlContext.Transforms.Concatenate("All", "Features", "Context"))
            .Append(mlContext.Regression.Trainers.Sdca(labelColumnName: "Target", featureColumnName: "All"));

        var model = pipeline.Fit(history);

        using var engine = mlContext.Model.CreatePredictionEngine<MachineRow, Estimate>(model.SavedAndLoaded());
        CollectionAssert.AreEqual(model.Scores(Machines.Future), Machines.Future.Select(row => engine.Predict(row).Score).ToArray());
        Assert.IsGreaterThan(0.8, mlContext.Regression.Evaluate(model.Transform(Machines.View(Machines.Future)), "Target").RSquared);
    }

    [TestMethod]
    public void A_loaded_chain_estimates_alike_row_by_row_too()
    {
        float[] expected = Machines.Model.Scores(Machines.Future);
        var loaded = Machines.Model.SavedAndLoaded();

        CollectionAssert.AreEqual(expected, loaded.Scores(Machines.Future));
        CollectionAssert.AreEqual(expected, Context.Model.Rehydrate(loaded).Scores(Machines.Future));
        foreach (var model in (ITransformer[])[Machines.Model, loaded])
        {
            using var engine = Context.Model.CreatePredictionEngine<MachineRow, MachineEstimate>(model);
            CollectionAssert.AreEqual(expected, Machines.Future.Select(row => engine.Predict(row).Score).ToArray());
        }
    }

    [TestMethod]
    public void A_cache_checkpoint_behind_the_featurizer_changes_nothing()
    {
        var chain = Context.Transforms.FeaturizeSequenceByTtt(Machines.Options with { OutputColumnName = "Context", InputColumnName = "Features" })
            .AppendCacheCheckpoint(Context)
            .Append(Context.Transforms.Concatenate("All", "Features", "Context"));
        var (history, future) = (Machines.View(Machines.History), Machines.View(Machines.Future));

        var expected = Machines.Model.Transform(future).GetColumn<float[]>("All").ToArray();
        var actual = chain.Fit(history).Transform(future).GetColumn<float[]>("All").ToArray();

        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
        {
            CollectionAssert.AreEqual(expected[i], actual[i]);
        }
    }

    [TestMethod]
    public void The_features_are_those_of_the_machine_itself()
    {
        var learner = Machines.Context.Transforms.FeaturizeSequenceByTtt(
            Machines.Options with { OutputColumnName = "Context", InputColumnName = "Features", GroupColumnName = null })
            .Fit(Machines.View(Machines.History)) is var transformer
            ? transformer.CreateLearner() : null!;
        var rows = transformer.Transform(Machines.View(Machines.Future));
        float[] output = new float[learner.OutputSize];
        float[][] context = [.. rows.GetColumn<float[]>("Context")], next = [.. rows.GetColumn<float[]>("Next")];
        float[] drift = [.. rows.GetColumn<float>("Drift")];
        for (int i = 0; i < Machines.Future.Length; i++)
        {
            learner.Learn(Machines.Future[i].Features, [], output);

            CollectionAssert.AreEqual(output, (float[])[.. context[i], drift[i], .. next[i]], $"row {i}");
        }
    }

    [TestMethod]
    public void The_transformer_knows_its_options_and_the_passes_of_its_fit_after_loading_too()
    {
        var (before, after) = (Machines.Model.Featurizer(), Context.Model.Rehydrate(Machines.Model.SavedAndLoaded()).Featurizer());

        Assert.AreEqual(before.Options, after.Options);
        Assert.AreEqual((8, TttInnerModel.Linear), (after.Options.Width, after.Options.Layer.InnerModel));
        Assert.IsNotEmpty(before.TrainingHistory);
        CollectionAssert.AreEqual(before.TrainingHistory.ToArray(), after.TrainingHistory.ToArray());
        Assert.AreEqual(before.Model.Columns, after.Model.Columns);
        Assert.AreEqual(before.Model.Recording, after.Model.Recording);
        CollectionAssert.AreEqual(before.CreateLearner().Memory.Hash(), after.CreateLearner().Memory.Hash());
    }

    [TestMethod]
    public void The_fit_reports_its_passes_and_can_be_ended()
    {
        var passes = new List<Online.TrainingProgress>();
        using var source = new CancellationTokenSource();
        var options = Machines.Options with { Progress = new Listener(passes, source), CancellationToken = source.Token };

        Assert.ThrowsExactly<OperationCanceledException>(
            () => Context.Transforms.FeaturizeSequenceByTtt(
                options with { OutputColumnName = "Context", InputColumnName = "Features" }).Fit(Machines.View(Machines.History)));

        Assert.HasCount(1, passes);
    }

    [TestMethod]
    public void Views_fitted_to_a_label_need_it_in_the_fit_alone()
    {
        var options = Machines.Options with
        {
            LabelColumnName = "Target",
            PredictionColumnName = "Estimate",
            Featurizer = new() { Layer = new() { FilterSize = 4, Forgetting = 0.002 } },
            Training = new() { MaximumPasses = 20, WindowRows = 32 },
        };
        var transformer = Context.Transforms.FeaturizeSequenceByTtt(
            options with { OutputColumnName = "Context", InputColumnName = "Features" }).Fit(Machines.View(Machines.History));
        var unlabelled = Context.Transforms.DropColumns("Target").Fit(Machines.View(Machines.Future)).Transform(Machines.View(Machines.Future));

        float[] estimates = [.. transformer.Transform(unlabelled).GetColumn<float>("Estimate")];

        double mean = Machines.Future.Average(row => (double)row.Target);
        Assert.IsLessThan(
            0.6 * Machines.Future.Average(row => Math.Pow(row.Target - mean, 2)),
            Machines.Future.Zip(estimates, (row, estimate) => Math.Pow(row.Target - estimate, 2)).Average());
    }

    private static double Error(ITransformer model) => Context.Regression.Evaluate(model.Transform(Machines.View(Machines.Future)), "Target").MeanSquaredError;

    private sealed class Estimate
    {
        public float Score { get; set; }
    }

    private sealed class Listener(List<Online.TrainingProgress> passes, CancellationTokenSource source) : IProgress<Online.TrainingProgress>
    {
        public void Report(Online.TrainingProgress value)
        {
            passes.Add(value);
            source.Cancel();
        }
    }
}
