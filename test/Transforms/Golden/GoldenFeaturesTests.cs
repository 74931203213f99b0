using AdaptiveML.Contract.Support;

namespace AdaptiveML.Transforms.Tests.Golden;

[TestClass]
public sealed class GoldenFeaturesTests
{
    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_saved_featurizer_loads_for_ever_says_what_it_said_and_goes_on_as_it_did(string name) => GoldenFeatures.File(name).AssertSaysWhatItSaid();

    [TestMethod]
    public void All_saved_featurizers_are_loaded() => GoldenFile.AssertAllAreLoaded(typeof(GoldenFeaturesTests).Assembly, GoldenFeatures.Names);

    private static IEnumerable<object[]> Names() => GoldenFeatures.Names.Select(name => new object[] { name });
}
