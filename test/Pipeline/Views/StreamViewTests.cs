using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Views;

/// <summary>What holds for rows in order holds for the typed transformer and for the model that ML.NET loads.</summary>
[TestClass]
public sealed class StreamViewTests
{
    private static IEnumerable<object[]> Views => [[Sample.Model.Transform(Sample.View)], [Sample.Model.SavedAndLoaded().Transform(Sample.View)]];

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void Every_pass_gives_what_the_learner_gives_in_row_order(IDataView view)
    {
        CollectionAssert.AreEqual(Sample.Scores, view.GetColumn<float>("Score").ToArray());
        CollectionAssert.AreEqual(Sample.Scores, view.GetColumn<float>("Score").ToArray());
    }
}
