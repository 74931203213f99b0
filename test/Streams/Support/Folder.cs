namespace AdaptiveML.Streams.Tests;

/// <summary>A folder that goes with the test.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("adaptiveml-streams-").FullName;

    public string File(string pattern) => Directory.GetFiles(Path, pattern, SearchOption.AllDirectories).Order().Last();

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
