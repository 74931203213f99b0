using System.Text.Json;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>The reference files of a machine: those of the repository, or of the folder that ADAPTIVEML_VECTORS names.</summary>
internal static class VectorFiles
{
    /// <summary>Runs a check on every file of a machine that is of a kind; a file that fails is named, and does not hide the others.</summary>
    public static void ForEach(string machine, string kind, Action<JsonElement> check)
    {
        List<string> failures = [];
        foreach (var (name, root) in Read(machine).Where(file => Kind(file.Root) == kind))
        {
            try
            {
                check(root);
            }
            catch (AssertFailedException exception)
            {
                failures.Add($"{name}: {exception.Message}");
            }
        }

        Assert.IsEmpty(failures, string.Join(Environment.NewLine, failures));
    }

    /// <summary>Fails for files of a kind that no check is made for.</summary>
    public static void AssertKinds(string machine, string[] known)
    {
        string[] strangers = [.. Read(machine).Where(file => !known.Contains(Kind(file.Root))).Select(file => $"{file.Name} is of kind {Kind(file.Root)}")];
        Assert.IsEmpty(strangers, string.Join(Environment.NewLine, strangers));
    }

    private static string Kind(JsonElement root) => root.GetProperty("kind").GetString()!;

    private static IEnumerable<(string Name, JsonElement Root)> Read(string machine)
    {
        foreach (string path in Find(machine))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            yield return (Path.GetFileName(path), document.RootElement);
        }
    }

    private static string[] Find(string machine)
    {
        string root = Environment.GetEnvironmentVariable("ADAPTIVEML_VECTORS") is { Length: > 0 } folder
            ? folder
            : Path.Combine(AppContext.BaseDirectory, "Vectors");
        string place = Path.Combine(root, machine);
        return Directory.Exists(place) ? [.. Directory.GetFiles(place, "*.json").Order(StringComparer.Ordinal)] : [];
    }
}
