using AdaptiveML.Online;
using AdaptiveML.Pipeline.Tests.Support;

namespace AdaptiveML.Pipeline.Tests.Models;

[TestClass]
public sealed class OnlineModelTests
{
    [TestMethod]
    public void A_model_shares_no_learner_with_anyone()
    {
        var learner = new LeakySum(3);
        var model = Sample.Model.Model.With(learner);
        byte[] before = model.CreateLearner().Memory.Hash();

        learner.Weight = 7;
        ((LeakySum)model.CreateLearner()).Weight = 8;

        CollectionAssert.AreEqual(before, model.CreateLearner().Memory.Hash());
    }

    [TestMethod]
    public void A_model_comes_back_from_its_text()
    {
        var model = new OnlineModel(
            new LeakyComponent(),
            new OnlineColumns { Features = "F", Label = "L", Output = "O", PreservesProbability = true },
            new LeakySum(3) { Weight = 5 },
            new Dictionary<string, string> { ["note"] = "kept" });

        var again = OnlineModel.Decode(model.Encode());

        Assert.AreEqual(model.Columns, again.Columns);
        Assert.AreEqual("kept", again.Attributes["note"]);
        Assert.AreEqual(model.Encode(), again.Encode());
    }

    [TestMethod]
    public void What_is_saved_beside_the_learner_makes_a_model_or_is_refused_whoever_sealed_it()
    {
        var model = Sample.Model.Model;
        var sound = LearnerPayload.ReadHeader(Convert.FromBase64String(model.Encode())).Attributes;
        int refused = 0;
        foreach (string name in sound.Keys)
        {
            foreach (string? value in new[] { null, "", "x", "-1", "99999999999", "null", "{}", "[]", "\ud800" })
            {
                var forged = new Dictionary<string, string>(sound);
                forged.Remove(name);
                if (value is not null)
                {
                    forged[name] = value;
                }

                string text = Convert.ToBase64String(model.Component.Learners.Encode(model.CreateLearner(), forged));
                try
                {
                    OnlineModel.Decode(text);
                }
                catch (InvalidDataException)
                {
                    refused++;
                }
            }
        }

        Assert.IsGreaterThan(0, refused);
    }
}
