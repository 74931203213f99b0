namespace AdaptiveML.Streams.Tests;

/// <summary>A thousandth of `bench -- streams fuzz 1000000`.</summary>
[TestClass]
public sealed class FuzzTests
{
    private const int CasesPerKind = 6;

    public static IEnumerable<object[]> Machines() => MachineStreams.All.Keys.Select(machine => new object[] { machine });

    [TestMethod]
    [DynamicData(nameof(Machines))]
    public async Task Damaged_and_forged_bytes_are_refused_or_make_a_learner_that_works(string machine)
    {
        var source = await FuzzSource.CreateAsync(machine);
        foreach (var kind in Enum.GetValues<FuzzKind>())
        {
            for (int number = 0; number < CasesPerKind; number++)
            {
                Assert.IsNull((await FuzzCase.RunAsync(source, kind, number)).Fault);
            }
        }
    }
}
