namespace AdaptiveML.Transforms.Tests.Golden;

[TestClass]
public sealed class GoldenFeaturesTests
{
    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_saved_featurizer_loads_for_ever_says_what_it_said_and_goes_on_as_it_did(string name) => GoldenFeatures.File(name).AssertSaysWhatItSaid();

    private static IEnumerable<object[]> Names() => GoldenFeatures.Names.Select(name => new object[] { name });
}
