using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;

namespace AdaptiveML.Packages.Tests;

/// <summary>What a debugger and a build that is repeated rely on.</summary>
[TestClass]
public sealed class SymbolTests
{
    /// <summary>Kind of the debug information that says where the sources are found.</summary>
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    public static IEnumerable<object[]> Assemblies =>
        Product.Packages.SelectMany(package => ((string[])package[1]).Select(name => new[] { package[0], name }));

    [TestMethod]
    [DynamicData(nameof(Assemblies))]
    public void The_symbols_are_those_of_the_assembly_which_is_built_the_same_each_time(string id, string assembly)
    {
        using var image = new PEReader(new MemoryStream(new PackedFile(id)[$"lib/net10.0/{assembly}.dll"]));
        var entries = image.ReadDebugDirectory();
        Assert.Contains(DebugDirectoryEntryType.Reproducible, entries.Select(entry => entry.Type));

        using var symbols = Symbols(id, assembly);
        var own = new BlobContentId(symbols.GetMetadataReader().DebugMetadataHeader!.Id);
        Assert.AreEqual(image.ReadCodeViewDebugDirectoryData(entries.Single(entry => entry.Type == DebugDirectoryEntryType.CodeView)).Guid, own.Guid);
    }

    [TestMethod]
    [DynamicData(nameof(Assemblies))]
    public void The_sources_are_found_in_the_public_repository_at_the_commit_that_the_assembly_names(string id, string assembly)
    {
        string version = Product.Named(assembly).GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        // A tree that is no checkout has no commit, and no place where its sources are found.
        string[] expected = version.Split('+') is [_, var commit] ? [$"https://raw.githubusercontent.com/adaptiveml/adaptiveml/{commit}/*"] : [];

        using var symbols = Symbols(id, assembly);
        var reader = symbols.GetMetadataReader();
        string[] found = [.. reader.GetCustomDebugInformation(EntityHandle.ModuleDefinition)
            .Select(reader.GetCustomDebugInformation)
            .Where(information => reader.GetGuid(information.Kind) == SourceLink)
            .SelectMany(information => Places(reader.GetBlobBytes(information.Value)))];
        CollectionAssert.AreEqual(expected, found);
    }

    private static MetadataReaderProvider Symbols(string id, string assembly) =>
        MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(new PackedFile(id, "snupkg")[$"lib/net10.0/{assembly}.pdb"]));

    private static IEnumerable<string> Places(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("documents").EnumerateObject().Select(place => place.Value.GetString()!)];
    }
}
