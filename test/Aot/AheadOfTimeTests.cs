using System.Globalization;
using AdaptiveML.Packages.Tests;

namespace AdaptiveML.Aot.Tests;

/// <summary>The program for a small device, compiled ahead of time from package AdaptiveML.Learners.</summary>
[TestClass]
public sealed class AheadOfTimeTests
{
    public TestContext TestContext { get; set; } = null!;

    [AssemblyCleanup]
    public static void DeleteFolders() => TemporaryFolder.DeleteAll();

    [TestMethod]
    public void It_compiles_without_warnings_and_predicts_the_same_bits_as_on_the_runtime()
    {
        var device = new FreshProject("Device");
        device.Build();
        string native = device.PublishNative();
        var (lines, peak) = Run(native);
        CollectionAssert.AreEqual(device.Run(), lines);

        TestContext.WriteLine(string.Create(CultureInfo.InvariantCulture, $"size: {new FileInfo(native).Length / 1e6:F1} MB"));
        TestContext.WriteLine($"peak of resident memory, all machines: {peak}");
        foreach (string line in lines)
        {
            string machine = line[..line.IndexOf(':', StringComparison.Ordinal)];
            TestContext.WriteLine($"peak of resident memory, {machine}: {Run(native, machine).Peak}");
        }
    }

    private static (string[] Lines, string Peak) Run(string native, params string[] machines)
    {
        var (lines, errors) = Command.Run(native, Path.GetDirectoryName(native)!, null, machines);
        return (lines, string.Create(CultureInfo.InvariantCulture, $"{long.Parse(errors, CultureInfo.InvariantCulture) / 1e6:F1} MB"));
    }
}
