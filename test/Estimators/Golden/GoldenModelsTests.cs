using AdaptiveML.Contract.Support;

namespace AdaptiveML.Estimators.Tests.Golden;

[TestClass]
public sealed class GoldenModelsTests
{
    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_saved_classifier_loads_for_ever_scores_as_it_did_and_learns_a_task_as_it_did(string name) =>
        GoldenContinual.File(name).AssertSaysWhatItSaid();

    [TestMethod]
    public void Saved_tasks_load_for_ever_say_what_they_said_and_go_on_as_they_did() => GoldenTasks.File.AssertSaysWhatItSaid();

    [TestMethod]
    public void All_saved_models_are_loaded() =>
        GoldenFile.AssertAllAreLoaded(typeof(GoldenModelsTests).Assembly, [.. GoldenContinual.Names, GoldenTasks.Name]);

    private static IEnumerable<object[]> Names() => GoldenContinual.Names.Select(name => new object[] { name });
}
