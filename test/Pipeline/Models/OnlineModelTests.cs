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
}
