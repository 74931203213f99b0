using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Chains;

/// <summary>
/// Several machines of ours in one model, driven by one engine: what it does is what an update does, and every life of the model goes on alike.
/// </summary>
[TestClass]
public sealed class OnlineStagesTests
{
    private static readonly MLContext Context = new(1);
    private static readonly ProcessRow[] Rows = ProcessRow.Generate(500);
    private static readonly IDataView History = Context.Data.LoadFromEnumerable(Rows[..300]);
    private static readonly ProcessRow[] Later = Rows[300..];

    internal static OnlineEngineOptions Options { get; } = new() { IgnoreMissingColumns = true };

    public static IEnumerable<object[]> Chains() =>
    [
        ["featurizer, regressor", Featurized(Context.Regression.Trainers.OnlineLru(featureColumnName: "All"), "Score")],
        ["featurizer, classifier", Classifying(Rows[..300])],
        ["featurizer, forecaster", Featurized(Context.Forecasting.ForecastByLru("Forecast", "Label", "Learnt", horizon: 3), "Forecast")],
        ["regressor, classifier", Fit(
            Context.Regression.Trainers.OnlineLru().Append(Context.Transforms.Concatenate("All", "Features", "Score")),
            Context.MulticlassClassification.Trainers.DataContinual("Kind", "All", projectionSize: 50),
            "Score")],
    ];

    [TestMethod]
    [DynamicData(nameof(Chains))]
    public void An_engine_does_what_an_update_does_and_resumes_exactly(string name, ITransformer model)
    {
        using var file = new ModelFile();
        using var engine = Engine(model);
        var snapshot = engine.Snapshot();
        Array.ForEach(Later[..80], row => engine.Learn(row));
        engine.CheckPoint(file.Path);
        using var resumed = Engine(Context.Model.Load(file.Path, out _));
        foreach (var row in Later[80..])
        {
            Assert.AreEqual(engine.Learn(row), resumed.Learn(row), name);
        }

        string[] expected = Payloads(Context.Model.Update(model, Context.Data.LoadFromEnumerable(Later)));
        Assert.HasCount(2, expected);
        CollectionAssert.AreEqual(expected, Payloads(engine.ToTransformer()), name);
        CollectionAssert.AreEqual(expected, Payloads(resumed.ToTransformer()), name);

        engine.Restore(snapshot);
        CollectionAssert.AreEqual(Payloads(model), Payloads(engine.ToTransformer()), name);
    }

    [TestMethod]
    [DynamicData(nameof(Chains))]
    public void Every_stage_learns_and_what_is_predicted_is_pure(string name, ITransformer model)
    {
        using var engine = Engine(model);
        var before = engine.Stages.Select(stage => stage.Counts).ToArray();
        foreach (var row in Later)
        {
            string first = engine.Predict(row).ToString();
            Assert.AreEqual(first, engine.Predict(row).ToString(), name);
            var answer = new ProcessAnswer();
            engine.Learn(row, ref answer);
            Assert.AreEqual(first, answer.ToString(), name);
        }

        foreach (var (stage, count) in engine.Stages.Zip(before))
        {
            Assert.AreEqual(Later.Length, stage.Counts.Applied - count.Applied, $"{name}: {stage.Transformer.GetType().Name}");
        }
    }

    [TestMethod]
    public void A_late_label_reaches_the_stage_that_learns_it()
    {
        var model = (ITransformer)Chains().First()[1];
        using var late = Engine(model);
        using var prompt = Engine(model);
        foreach (var rows in Later.Chunk(20))
        {
            foreach (var row in rows)
            {
                late.Predict(row, row.Key);
                prompt.Predict(row, row.Key);
            }

            Array.ForEach(rows, row => prompt.Learn(row.Key, row.Label));
            foreach (var row in rows.Reverse())
            {
                Assert.AreEqual(UpdateVerdict.Applied, late.Learn(row.Key, row.Label).Verdict);
            }
        }

        CollectionAssert.AreEqual(Payloads(prompt.ToTransformer()), Payloads(late.ToTransformer()));
    }

    [TestMethod]
    public void A_row_that_the_second_stage_cannot_read_is_learnt_by_none()
    {
        var model = Fit(
            Context.Transforms.FeaturizeSequenceByTtt("Learnt", "Features", width: 4, headCount: 1)
                .Append(Context.Transforms.Concatenate("All", "Features", "Learnt")),
            Context.Regression.Trainers.OnlineLru(new OnlineLruOptions { FeatureColumnName = "All", GroupColumnName = "Kind" }),
            "Score");
        using var engine = Engine(model);
        string[] before = Payloads(engine.ToTransformer());
        var unreadable = new ProcessRow { Features = Later[0].Features, Kind = new('x', 2000) };

        Assert.ThrowsExactly<InvalidOperationException>(() => engine.Learn(unreadable));
        Assert.ThrowsExactly<InvalidOperationException>(() => engine.Observe(unreadable));
        Assert.ThrowsExactly<InvalidOperationException>(() => engine.Predict(unreadable, "key"));

        CollectionAssert.AreEqual(before, Payloads(engine.ToTransformer()));
        engine.Predict(Later[0], "key");
        Assert.AreEqual(UpdateVerdict.Applied, engine.Learn("key", 1).Verdict);
    }

    [TestMethod]
    [DynamicData(nameof(Chains))]
    public void What_is_predicted_while_rows_wait_is_what_learning_says_before_it_learns(string name, ITransformer model)
    {
        using var engine = Engine(model);
        if (engine.Stages.Any(stage => stage.Transformer.Model.Columns is { Label: not null, LabelIsInput: true }))
        {
            return;
        }

        var answer = new ProcessAnswer();
        foreach (var (i, row) in Later.Index())
        {
            if (i % 20 == 0)
            {
                engine.Predict(row, row.Key);
                continue;
            }

            string expected = engine.Predict(row).ToString();
            engine.Learn(row, ref answer);
            Assert.AreEqual(expected, answer.ToString(), $"{name}, row {i}");
        }
    }

    [TestMethod]
    public void A_late_label_may_open_a_class_of_the_last_stage()
    {
        using var engine = Engine((ITransformer)Chains().ElementAt(1)[1]);
        int known = engine.ClassNames.Count;
        engine.Predict(Later[0], "late");

        var result = engine.Learn("late", "never seen");

        Assert.AreEqual("never seen", result.OpenedClass);
        Assert.HasCount(known + 1, engine.ClassNames);
        Assert.HasCount(known + 1, engine.Predict(Later[1]).Answer);
    }

    internal static TransformerChain<ITransformer> Classifying(ProcessRow[] rows) =>
        Featurized(Context.MulticlassClassification.Trainers.DataContinual("Kind", "All", projectionSize: 50), "Score", rows);

    private static TransformerChain<ITransformer> Featurized(IEstimator<ITransformer> trainer, string output, ProcessRow[]? rows = null) => Fit(
        Context.Transforms.FeaturizeSequenceByTtt("Learnt", "Features", width: 4, headCount: 1)
            .Append(Context.Transforms.Concatenate("All", "Features", "Learnt")),
        trainer,
        output,
        rows);

    private static TransformerChain<ITransformer> Fit(
        IEstimator<ITransformer> front, IEstimator<ITransformer> trainer, string output, ProcessRow[]? rows = null) =>
        new([.. front.Append(trainer).Append(Context.Transforms.Concatenate("Answer", output))
            .Fit(rows is null ? History : Context.Data.LoadFromEnumerable(rows))]);

    private static OnlineEngine<ProcessRow, ProcessAnswer> Engine(ITransformer model) =>
        Context.Model.CreateOnlineEngine<ProcessRow, ProcessAnswer>(model, Options);

    internal static string[] Payloads(ITransformer model) =>
        [.. Chain.ScoringStages(Context.Model.Rehydrate(model)).OfType<OnlineTransformer>().Select(stage => stage.Model.Encode())];
}
