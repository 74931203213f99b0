namespace AdaptiveML.Packages.Tests;

/// <summary>What is left to do when the tests are over.</summary>
[TestClass]
public static class Cleanup
{
    [AssemblyCleanup]
    public static void DeleteFolders() => TemporaryFolder.DeleteAll();
}
