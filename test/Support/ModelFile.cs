namespace AdaptiveML.Support;

/// <summary>A file in the temporary folder, gone with the test.</summary>
public sealed class ModelFile : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"adaptiveml-{Guid.NewGuid():N}");

    public void Dispose() => File.Delete(Path);
}
