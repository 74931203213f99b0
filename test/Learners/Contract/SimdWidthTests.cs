namespace AdaptiveML.Learners.Tests;

/// <summary>
/// The same bits on every machine: a learner's whole memory after 5,000 rows, with the processor's wider vectors switched off one after the other.
/// </summary>
[TestClass]
public sealed class SimdWidthTests
{
    private static readonly Lazy<string[]> Widest = new(() => WidthProbe.Run());

    [TestMethod]
    [DataRow("DOTNET_EnableAVX512")]
    [DataRow("DOTNET_EnableAVX2")]
    [DataRow("DOTNET_EnableHWIntrinsic")]
    public void Memory_is_the_same_without(string vectors)
    {
        Assert.HasCount(ContractLearners.All.Count + Continual.ContinualMachines.All.Count + 4, Widest.Value);
        CollectionAssert.AreEqual(Widest.Value, WidthProbe.Run(vectors));
    }
}
