using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Saving;

[TestClass]
public sealed class FacadeTests
{
    private static readonly MLContext Context = Sample.Context;

    [TestMethod]
    public void A_loaded_model_leaves_no_column_behind_but_the_score()
    {
        var schema = Sample.Model.SavedAndLoaded().GetOutputSchema(Sample.View.Schema);

        CollectionAssert.AreEqual(
            new[] { "Features", "Label", "Index", "Score" },
            schema.Where(column => !column.IsHidden).Select(column => column.Name).ToArray());
    }

    [TestMethod]
    public void A_column_named_probability_survives()
    {
        var rows = Sample.Rows.Take(20).Select(row => new WithProbability { Features = row.Features, Probability = row.Index });
        var view = Context.Data.LoadFromEnumerable(rows);
        var loaded = LeakyTransformer.Over(view.Schema).SavedAndLoaded();
        var again = Context.Model.Rehydrate(loaded).SavedAndLoaded();

        foreach (var scored in new[] { loaded, again }.Select(model => model.Transform(view)))
        {
            CollectionAssert.AreEqual(rows.Select(row => row.Probability).ToArray(), scored.GetColumn<float>("Probability").ToArray());
            CollectionAssert.AreEqual(Sample.Scores[..20], scored.GetColumn<float>("Score").ToArray());
        }
    }

    [TestMethod]
    public void The_output_may_be_named_probability()
    {
        var model = LeakyTransformer.Over(Sample.View.Schema, output: "Probability");

        CollectionAssert.AreEqual(Sample.Scores, model.SavedAndLoaded().Transform(Sample.View).GetColumn<float>("Probability").ToArray());
    }

    [TestMethod]
    public void The_output_may_take_the_name_of_a_column_that_is_there()
    {
        var model = LeakyTransformer.Over(Sample.View.Schema, output: "Index");

        CollectionAssert.AreEqual(Sample.Scores, model.Transform(Sample.View).GetColumn<float>("Index").ToArray());
        CollectionAssert.AreEqual(Sample.Scores, model.SavedAndLoaded().Transform(Sample.View).GetColumn<float>("Index").ToArray());
    }

    [TestMethod]
    public void A_loaded_model_scores_rows_without_a_label_and_never_learns()
    {
        var unlabelled = Context.Transforms.DropColumns("Label").Fit(Sample.View).Transform(Sample.View);

        CollectionAssert.AreEqual(Sample.Scores, Sample.Model.SavedAndLoaded().Transform(unlabelled).GetColumn<float>("Score").ToArray());
    }

    [TestMethod]
    [DoNotParallelize]
    public void A_loaded_payload_is_decoded_once_for_all_cursors_and_engines()
    {
        var loaded = Sample.Model.SavedAndLoaded();
        int before = LeakyFace.Decoded;

        Parallel.For(0, 16, _ =>
        {
            using var engine = Context.Model.CreatePredictionEngine<Row, Scored>(loaded);
            for (int i = 0; i < 100; i++)
            {
                Assert.AreEqual(Sample.Scores[i], engine.Predict(Sample.Rows[i]).Score);
            }
        });
        Context.Model.Rehydrate(loaded);

        Assert.AreEqual(before + 1, LeakyFace.Decoded);
    }

    [TestMethod]
    public void One_model_is_saved_and_loaded_by_many_threads_at_once() => Parallel.For(0, 8, _ =>
        CollectionAssert.AreEqual(Sample.Scores, Sample.Model.SavedAndLoaded().Transform(Sample.View).GetColumn<float>("Score").ToArray()));

    [TestMethod]
    [DataRow("damage", "digest does not match")]
    [DataRow("cut", "damaged")]
    [DataRow("foreign", "no learner saved by AdaptiveML")]
    [DataRow("no base64", "not base64")]
    [DataRow("other component", "component 'nobody'")]
    public void A_payload_that_is_not_whole_or_not_ours_is_refused_with_the_reason(string what, string message)
    {
        var model = Sample.Model.Model;
        string whole = model.Encode();
        string text = what switch
        {
            "damage" => Rewrite(whole, bytes => bytes[^50] ^= 1),
            "cut" => whole[..^8],
            "foreign" => Convert.ToBase64String(new byte[500]),
            "no base64" => "{}",
            _ => Convert.ToBase64String(model.Face.Encode(model.CreateLearner(), new Dictionary<string, string> { ["face"] = "nobody" })),
        };
        var broken = Facade.Build(model.Face, model.Columns, model.FeatureCount, text);

        var rehydrating = Assert.ThrowsExactly<InvalidDataException>(() => Context.Model.Rehydrate(broken));
        var scoring = Assert.Throws<Exception>(() => broken.Transform(Sample.View).GetColumn<float>("Score").ToArray());

        Assert.Contains(message, rehydrating.Message);
        Assert.Contains(message, scoring.GetBaseException().Message);
    }

    private static string Rewrite(string text, Action<byte[]> change)
    {
        byte[] payload = Convert.FromBase64String(text);
        change(payload);
        return Convert.ToBase64String(payload);
    }

    private sealed class WithProbability
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];

        public float Probability { get; set; }
    }
}
