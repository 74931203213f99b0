namespace AdaptiveML.Packages.Tests;

/// <summary>A folder outside the tree, gone when the tests are over.</summary>
internal static class TemporaryFolder
{
    public static string Create()
    {
        string folder = Directory.CreateTempSubdirectory("adaptiveml-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
