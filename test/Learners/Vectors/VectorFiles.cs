using System.Text.Json;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>The reference files of a machine: those of the repository, or of the folder that ADAPTIVEML_VECTORS names.</summary>
internal static class VectorFiles
{
    /// <summary>Runs <paramref name="check"/> on every file of a machine; a file that fails is named, and does not hide the others.</summary>
    public static void ForEach(string machine, Action<string, JsonElement> check)
    {
        List<string> failures = [];
        foreach (string path in Find(machine))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            string kind = document.RootElement.GetProperty("kind").GetString()!;
            try
            {
                check(kind, document.RootElement);
            }
            catch (AssertFailedException exception)
            {
                failures.Add($"{Path.GetFileName(path)}: {exception.Message}");
            }
        }

        Assert.IsEmpty(failures, string.Join(Environment.NewLine, failures));
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
