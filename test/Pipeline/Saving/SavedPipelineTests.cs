using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Saving;

[TestClass]
public sealed class SavedPipelineTests
{
    private static readonly MLContext Context = Sample.Context;

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
    [DoNotParallelize]
    public void A_loaded_payload_is_decoded_once_for_all_cursors_and_engines()
    {
        var loaded = Sample.Model.SavedAndLoaded();
        int before = LeakyCodec.Instance.Decoded;

        Parallel.For(0, 16, _ =>
        {
            using var engine = Context.Model.CreatePredictionEngine<Row, Scored>(loaded);
            for (int i = 0; i < 100; i++)
            {
                Assert.AreEqual(Sample.Scores[i], engine.Predict(Sample.Rows[i]).Score);
            }
        });
        Context.Model.Rehydrate(loaded);

        Assert.AreEqual(before + 1, LeakyCodec.Instance.Decoded);
    }

    [TestMethod]
    [DataRow(false, "no learner saved by AdaptiveML")]
    [DataRow(true, "component 'nobody'")]
    public void A_payload_that_is_not_ours_is_refused_with_the_reason(bool learner, string message)
    {
        var model = Sample.Model.Model;
        var face = new Dictionary<string, string> { ["face"] = "nobody" };
        byte[] foreign = learner ? model.Component.Learners.Encode(model.CreateLearner(), face) : new byte[500];
        var broken = SavedPipelineBuilder.Build(model, Convert.ToBase64String(foreign));

        var rehydrating = Assert.ThrowsExactly<InvalidDataException>(() => Context.Model.Rehydrate(broken));
        var scoring = Assert.Throws<Exception>(() => broken.Transform(Sample.View).GetColumn<float>("Score").ToArray());

        Assert.Contains(message, rehydrating.Message);
        Assert.Contains(message, scoring.GetBaseException().Message);
    }

    [TestMethod]
    public void A_payload_of_another_component_is_refused_where_that_component_is_known()
    {
        var own = Sample.Model.Model;
        var other = new OnlineModel(new LeakyColumnsComponent(), own.Columns, own.CreateLearner());
        var mixed = SavedPipelineBuilder.Build(own, other.Encode());

        var rehydrating = Assert.ThrowsExactly<InvalidDataException>(() => Context.Model.Rehydrate(mixed));
        var scoring = Assert.Throws<Exception>(() => mixed.Transform(Sample.View).GetColumn<float>("Score").ToArray());

        foreach (var refused in new[] { rehydrating, scoring.GetBaseException() })
        {
            Assert.Contains("component 'AdaptiveML.Pipeline.Tests.LeakyColumns'", refused.Message);
            Assert.Contains("of 'AdaptiveML.Pipeline.Tests.Leaky'", refused.Message);
        }
    }
}
