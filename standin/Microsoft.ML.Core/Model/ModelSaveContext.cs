using System.IO.Compression;

namespace Microsoft.ML;

public sealed class ModelSaveContext : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly string _directory;
    private readonly MemoryStream _body = new();

    internal ModelSaveContext(ZipArchive archive, string directory)
    {
        _archive = archive;
        _directory = directory;
        Writer = new BinaryWriter(_body, ModelFormat.Text);
    }

    internal BinaryWriter Writer { get; }

    public void Dispose() => Writer.Dispose();

    // The first call of a component's Save: names the loader that can read what follows.
    internal void SetLoader(string name)
    {
        if (_body.Length > 0)
            throw new InvalidOperationException("This model part has been written already.");
        Writer.Write(ModelFormat.Magic);
        Writer.Write(name);
    }

    internal void SaveModel(ICanSaveModel model, string name) => SaveModel(_archive, model, ModelFormat.Join(_directory, name));

    internal static void SaveModel(ZipArchive archive, ICanSaveModel model, string directory)
    {
        using var context = new ModelSaveContext(archive, directory);
        model.Save(context);
        context.Commit();
    }

    private void Commit()
    {
        Writer.Flush();
        var entry = _archive.CreateEntry(ModelFormat.Join(_directory, ModelFormat.PartName));
        entry.LastWriteTime = ModelFormat.Time;
        using var stream = entry.Open();
        _body.WriteTo(stream);
    }
}
