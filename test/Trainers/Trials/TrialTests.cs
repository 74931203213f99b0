using AdaptiveML.Learners.Trials;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using AdaptiveML.Streams;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Trials;

[TestClass]
public sealed class TrialTests
{
    private const int Fitted = 600;

    private static readonly MLContext Context = new(seed: 1);

    private static readonly Lazy<TransformerChain<TrialTransformer>> Trial = new(() =>
    {
        var history = View(Rows(0, Fitted));
        var features = Context.Transforms.Concatenate("Features", nameof(Hour.Load), nameof(Hour.Heat));
        return Context.Model.CreateTrial(
            history,
            new TrialOptions { LabelColumnName = nameof(Hour.Emission), AlarmReasonColumnName = "Reason", EvidenceColumnName = "Evidence" },
            ("frozen", features.Append(Context.Regression.Trainers.Sdca(nameof(Hour.Emission))).Fit(history)),
            ("adapting", features.Append(Context.Regression.Trainers.OnlineLru(nameof(Hour.Emission))).Fit(history)));
    });

    [TestMethod]
    public void On_a_plant_that_drifts_the_adapting_model_comes_to_answer_in_place_of_the_frozen_one()
    {
        using var engine = Context.Model.CreateOnlineEngine<Hour, Answer>(Trial.Value);
        var answer = new Answer();
        var first = engine.Predict(Rows(Fitted, 1)[0]);
        foreach (var hour in Rows(Fitted, 1500))
        {
            engine.Learn(hour, ref answer);
        }

        CollectionAssert.AreEqual(new float[] { 1, 0, 0 }, first.AnsweredBy);
        CollectionAssert.AreEqual(new float[] { 0, 1, 0 }, answer.AnsweredBy);
        Assert.AreEqual(answer.Adapting, answer.Score);
        Assert.AreEqual("None", answer.Reason);
        Assert.AreEqual(1, answer.Evidence[1]);
    }

    [TestMethod]
    public void Labels_that_come_late_judge_the_answers_that_were_given()
    {
        using var engine = Context.Model.CreateOnlineEngine<Hour, Answer>(Trial.Value);
        var hours = Rows(Fitted, 1500);
        for (int hour = 0; hour < hours.Length; hour++)
        {
            engine.Predict(hours[hour], $"{hour}");
            if (hour >= 24)
            {
                engine.Learn($"{hour - 24}", hours[hour - 24].Emission);
            }
        }

        Assert.AreEqual("adapting", engine.Predict(hours[^1]).AnsweredBy[1] == 1 ? "adapting" : "another");
        Assert.AreEqual(24, engine.PendingLabels);
    }

    [TestMethod]
    public void A_trial_is_saved_and_loaded_and_goes_on()
    {
        using var file = new ModelFile();
        var half = Context.Model.Update(Trial.Value, View(Rows(Fitted, 700)));
        Context.Model.Save(half, View([]).Schema, file.Path);
        var loaded = Context.Model.Load(file.Path, out _);

        var expected = Context.Model.Update(half, View(Rows(Fitted + 700, 500)));
        var actual = Context.Model.Update(loaded, View(Rows(Fitted + 700, 500)));

        var standings = Context.Model.Find<TrialTransformer>(actual).Parameters.Standings;
        Assert.AreEqual(1200, standings.Labels);
        CollectionAssert.AreEqual(Context.Model.Find<TrialTransformer>(expected).Parameters.Standings.Changes.ToArray(), standings.Changes.ToArray());
        CollectionAssert.AreEqual(Scores(expected), Scores(actual));
    }

    [TestMethod]
    public async Task A_trial_outlives_its_process_by_the_journal()
    {
        var store = new MemoryStore();
        using (var engine = await Context.Model.OpenOnlineEngineAsync<Hour, Answer>(Trial.Value, store, "trial"))
        {
            foreach (var hour in Rows(Fitted, 800))
            {
                engine.Learn(hour);
            }

            await engine.Journal!.CommitAsync();
        }

        using var again = await Context.Model.OpenOnlineEngineAsync<Hour, Answer>(Trial.Value, store, "trial");
        using var straight = Context.Model.CreateOnlineEngine<Hour, Answer>(Trial.Value);
        foreach (var hour in Rows(Fitted, 800))
        {
            straight.Learn(hour);
        }

        var next = Rows(Fitted + 800, 1)[0];
        Assert.AreEqual(straight.Predict(next).Score, again.Predict(next).Score);
        CollectionAssert.AreEqual(straight.Predict(next).Evidence, again.Predict(next).Evidence);
    }

    [TestMethod]
    public void An_apprentice_learns_the_champions_answers_where_labels_are_missing()
    {
        var history = View(Rows(0, Fitted));
        var features = Context.Transforms.Concatenate("Features", nameof(Hour.Load), nameof(Hour.Heat));
        var champion = features.Append(Context.Regression.Trainers.Sdca(nameof(Hour.Emission))).Fit(history);
        var taught = Context.Transforms.CopyColumns("champion", "Score").Fit(champion.Transform(history)).Transform(champion.Transform(history));
        var apprentice = Context.Transforms.Expression("Lesson", "(label, answer) => isna(label) ? answer : label", nameof(Hour.Emission), "champion")
            .Append(features).Append(Context.Regression.Trainers.OnlineLru("Lesson")).Fit(taught);
        var trial = Context.Model.CreateTrial(history, nameof(Hour.Emission), ("champion", champion), ("apprentice", apprentice));
        var unlabelled = Rows(Fitted, 100);
        Array.ForEach(unlabelled, hour => hour.Emission = float.NaN);

        Context.Model.Update(trial, View(unlabelled), out var reports);

        Assert.AreEqual(100, reports[0].Counts.Applied);
        Assert.AreEqual(0, reports[1].Counts.Applied);
    }

    [TestMethod]
    public void A_model_under_the_name_of_a_column_or_of_another_is_refused()
    {
        var history = View(Rows(0, 10));
        var model = Trial.Value;

        StringAssert.Contains(
            Assert.Throws<ArgumentException>(() => Context.Model.CreateTrial(history, nameof(Hour.Emission), ("Load", model))).Message, "'Load'");
        StringAssert.Contains(
            Assert.Throws<ArgumentException>(() => Context.Model.CreateTrial(history, nameof(Hour.Emission), ("a", model), ("a", model))).Message, "'a'");
        Assert.Throws<ArgumentException>(() => Context.Model.CreateTrial(history, nameof(Hour.Emission)));
    }

    [TestMethod]
    public void A_trial_writes_the_columns_that_are_named()
    {
        var answers = Context.Transforms.Concatenate("Answers", nameof(Hour.Load), nameof(Hour.Heat));
        var trial = Context.Regression.Trainers.Trial(
            new() { LabelColumnName = nameof(Hour.Emission), AnsweredByColumnName = null, EvidenceColumnName = "Far" });

        var schema = answers.Append(trial).Fit(View(Rows(0, 5))).GetOutputSchema(View([]).Schema);

        CollectionAssert.AreEqual(new[] { "Answers", "Score", "Far" }, schema.Select(column => column.Name).Skip(3).ToArray());
    }

    private static float[] Scores(ITransformer model) => [.. model.Transform(View(Rows(3000, 20))).GetColumn<float>("Score")];

    private static IDataView View(Hour[] rows) => Context.Data.LoadFromEnumerable(rows);

    /// <summary>A plant whose emission falls beside its load from the end of the fit on.</summary>
    private static Hour[] Rows(int from, int count) => [.. Enumerable.Range(from, count).Select(hour =>
    {
        float load = MathF.Sin(hour) + MathF.Sin(hour / 7f), heat = MathF.Cos(hour / 3f);
        float wear = Math.Clamp((hour - Fitted) / 500f, 0, 1);
        return new Hour { Load = load, Heat = heat, Emission = 5 + ((2 - wear) * load) + heat + (0.1f * MathF.Sin(hour * 37f)) };
    })];

    private sealed class Hour
    {
        public float Load { get; set; }

        public float Heat { get; set; }

        public float Emission { get; set; }
    }

    private sealed class Answer
    {
        public float Score { get; set; }

        [ColumnName("adapting")]
        public float Adapting { get; set; }

        public float[] AnsweredBy { get; set; } = [];

        public float[] Evidence { get; set; } = [];

        public string Reason { get; set; } = "";
    }
}
