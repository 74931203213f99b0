using System.IO.Compression;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

internal sealed class ModelLoadContext : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly string _directory;

    private ModelLoadContext(IHostEnvironment environment, ZipArchive archive, string directory, BinaryReader reader)
    {
        Environment = environment;
        _archive = archive;
        _directory = directory;
        Reader = reader;
    }

    public IHostEnvironment Environment { get; }

    public BinaryReader Reader { get; }

    public static T LoadModel<T>(IHostEnvironment environment, ZipArchive archive, string directory)
        where T : class
    {
        using var context = Open(environment, archive, directory);
        var loader = context.Reader.ReadString();
        return ModelLoaders.Find(loader)(context) as T
            ?? throw new FormatException($"Model part '{directory}' is a {loader}, not a {typeof(T).Name}.");
    }

    public static T? LoadModelOrNull<T>(IHostEnvironment environment, ZipArchive archive, string directory)
        where T : class =>
        EntryOf(archive, directory) is null ? null : LoadModel<T>(environment, archive, directory);

    public T LoadModel<T>(string name)
        where T : class =>
        LoadModel<T>(Environment, _archive, ModelFormat.Join(_directory, name));

    public void Dispose() => Reader.Dispose();

    private static ModelLoadContext Open(IHostEnvironment environment, ZipArchive archive, string directory)
    {
        var entry = EntryOf(archive, directory) ?? throw new FormatException($"The model has no part '{directory}'.");
        var body = new MemoryStream();
        using (var stream = entry.Open())
            stream.CopyTo(body);
        body.Position = 0;

        var reader = new BinaryReader(body, ModelFormat.Text);
        if (body.Length <= ModelFormat.Magic.Length || reader.ReadString() != ModelFormat.Magic)
            throw new FormatException($"Model part '{directory}' was not saved by the stand-in for ML.NET.");
        return new ModelLoadContext(environment, archive, directory, reader);
    }

    private static ZipArchiveEntry? EntryOf(ZipArchive archive, string directory) =>
        archive.GetEntry(ModelFormat.Join(directory, ModelFormat.PartName));
}
