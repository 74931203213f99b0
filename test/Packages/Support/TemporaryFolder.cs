using System.Collections.Concurrent;

namespace AdaptiveML.Packages.Tests;

/// <summary>Folders outside the tree, gone when the tests are over.</summary>
internal static class TemporaryFolder
{
    private static readonly ConcurrentBag<string> Created = [];

    public static string Create()
    {
        string folder = Directory.CreateTempSubdirectory("adaptiveml-").FullName;
        Created.Add(folder);
        return folder;
    }

    /// <summary>For the end of a run of tests.</summary>
    public static void DeleteAll()
    {
        while (Created.TryTake(out string? folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
