namespace AdaptiveML.MLNet.Tests.TextFiles;

/// <summary>A text file in the temporary folder, gone with the test.</summary>
internal sealed class TextFile : IDisposable
{
    public TextFile(params string[] lines) => File.WriteAllLines(Path, lines);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"adaptiveml-{Guid.NewGuid():N}.txt");

    public void Dispose() => File.Delete(Path);
}
