using System.Buffers.Binary;
using System.Xml.Linq;

namespace AdaptiveML.Packages.Tests;

/// <summary>What `dotnet pack` makes at the root.</summary>
[TestClass]
public sealed class PackageTests
{
    private const string Repository = "https://github.com/adaptiveml/adaptiveml";

    [TestMethod]
    public void There_are_three_with_their_symbols_and_a_tool()
    {
        string[] files = [.. Directory.EnumerateFiles(PackedProduct.Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        CollectionAssert.AreEqual(
            new[]
            {
                "AdaptiveML.0.1.0-test.nupkg", "AdaptiveML.0.1.0-test.snupkg",
                "AdaptiveML.Learners.0.1.0-test.nupkg", "AdaptiveML.Learners.0.1.0-test.snupkg",
                "AdaptiveML.Streams.0.1.0-test.nupkg", "AdaptiveML.Streams.0.1.0-test.snupkg",
                "AdaptiveML.Tool.0.1.0-test.nupkg",
            },
            files);
    }

    [TestMethod]
    [DynamicData(nameof(Product.Packages), typeof(Product))]
    public void Each_has_its_assemblies_with_documentation_and_their_symbols_lie_apart(string id, string[] assemblies)
    {
        string[] expected = [.. assemblies.SelectMany(name => new[] { $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml" }), "README.md", "icon.png"];
        CollectionAssert.AreEquivalent(expected, new PackedFile(id).Files);
        CollectionAssert.AreEquivalent(assemblies.Select(name => $"lib/net10.0/{name}.pdb").ToArray(), new PackedFile(id, "snupkg").Files);
    }

    [TestMethod]
    public void The_one_to_install_depends_on_the_learners_their_streams_and_MLNet()
    {
        CollectionAssert.AreEquivalent(
            new[] { $"AdaptiveML.Learners {PackedProduct.Version}", $"AdaptiveML.Streams {PackedProduct.Version}", $"Microsoft.ML {ThisBuild.MLNetVersion}" },
            Dependencies("AdaptiveML"));
    }

    [TestMethod]
    public void Streams_depend_on_the_learners_alone() =>
        CollectionAssert.AreEqual(new[] { $"AdaptiveML.Learners {PackedProduct.Version}" }, Dependencies("AdaptiveML.Streams"));

    [TestMethod]
    public void The_learners_depend_on_tensors_alone()
    {
        var versions = XDocument.Load(Path.Combine(ThisBuild.Root, "Directory.Packages.props")).Descendants("PackageVersion");
        string version = versions.Single(package => package.Attribute("Include")!.Value == "System.Numerics.Tensors").Attribute("Version")!.Value;
        CollectionAssert.AreEqual(new[] { $"System.Numerics.Tensors {version}" }, Dependencies("AdaptiveML.Learners"));
    }

    [TestMethod]
    [DataRow("AdaptiveML")]
    [DataRow("AdaptiveML.Learners")]
    [DataRow("AdaptiveML.Streams")]
    [DataRow("AdaptiveML.Tool")]
    public void Each_says_what_it_is_and_where_it_comes_from(string id)
    {
        var package = new PackedFile(id);
        Assert.AreEqual(id, package.Element("id").Value);
        Assert.AreEqual(PackedProduct.Version, package.Element("version").Value);
        Assert.AreEqual("The AdaptiveML authors", package.Element("authors").Value);
        Assert.AreEqual("expression MIT", $"{package.Element("license").Attribute("type")!.Value} {package.Element("license").Value}");
        Assert.AreEqual(Repository, package.Element("projectUrl").Value);
        var repository = package.Element("repository");
        Assert.AreEqual($"git {Repository}", $"{repository.Attribute("type")!.Value} {repository.Attribute("url")!.Value}");
        Assert.EndsWith("CHANGELOG.md", package.Element("releaseNotes").Value);
        Assert.IsGreaterThan(50, package.Element("description").Value.Length);
        Assert.Contains("machine-learning", package.Element("tags").Value.Split(' '));
        Assert.AreEqual("README.md icon.png", $"{package.Element("readme").Value} {package.Element("icon").Value}");
        Assert.StartsWith($"# {id}\n", package.Text("README.md"));
    }

    [TestMethod]
    [DataRow("AdaptiveML")]
    [DataRow("AdaptiveML.Learners")]
    [DataRow("AdaptiveML.Streams")]
    [DataRow("AdaptiveML.Tool")]
    public void The_icon_is_a_square_of_128_pixels(string id)
    {
        // PNG: a signature of 8 bytes, then length and name of the first chunk, then width and height.
        byte[] icon = new PackedFile(id)["icon.png"];
        CollectionAssert.AreEqual("PNG\r\n\u001a\n"u8.ToArray(), icon[1..8]);
        Assert.AreEqual(128, BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)));
        Assert.AreEqual(128, BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20)));
    }

    private static string[] Dependencies(string id)
    {
        var groups = new PackedFile(id).Element("dependencies").Elements().ToArray();
        Assert.AreEqual("net10.0", groups.Single().Attribute("targetFramework")!.Value);
        return [.. groups.Single().Elements().Select(dependency => $"{dependency.Attribute("id")!.Value} {dependency.Attribute("version")!.Value}")];
    }
}
