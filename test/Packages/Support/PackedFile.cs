using System.IO.Compression;
using System.Xml.Linq;

namespace AdaptiveML.Packages.Tests;

/// <summary>A package, or the package of its symbols, as a file.</summary>
internal sealed class PackedFile
{
    private readonly Dictionary<string, byte[]> _files;

    /// <summary>Reads a file of <see cref="PackedProduct.Folder"/>.</summary>
    /// <param name="id">The package.</param>
    /// <param name="extension">nupkg or snupkg.</param>
    public PackedFile(string id, string extension = "nupkg")
    {
        using var archive = ZipFile.OpenRead(Path.Combine(PackedProduct.Folder, $"{id}.{PackedProduct.Version}.{extension}"));
        _files = archive.Entries.ToDictionary(entry => entry.FullName, Content);
        var nuspec = XDocument.Parse(Text($"{id}.nuspec")).Root!;
        Metadata = nuspec.Element(nuspec.GetDefaultNamespace() + "metadata")!;
    }

    /// <summary>What the package says of itself.</summary>
    public XElement Metadata { get; }

    /// <summary>What is in it, without what NuGet itself adds.</summary>
    public string[] Files => [.. _files.Keys.Where(name => !IsOfNuGet(name)).Order(StringComparer.Ordinal)];

    public byte[] this[string file] => _files[file];

    public string Text(string file)
    {
        using var reader = new StreamReader(new MemoryStream(_files[file]));
        return reader.ReadToEnd();
    }

    /// <summary>An element of the metadata.</summary>
    public XElement Element(string name) => Metadata.Element(Metadata.Name.Namespace + name)!;

    private static bool IsOfNuGet(string name) =>
        name == "[Content_Types].xml"
        || name.EndsWith(".nuspec", StringComparison.Ordinal)
        || name.StartsWith("_rels/", StringComparison.Ordinal)
        || name.StartsWith("package/", StringComparison.Ordinal);

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
