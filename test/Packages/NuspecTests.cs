using System.Reflection;
using System.Xml.Linq;

namespace AdaptiveML.Packages.Tests;

/// <summary>What the packages above the seam say that they need: ML.NET's packages, whatever the build referenced.</summary>
[TestClass]
public sealed class NuspecTests
{
    private static readonly string MLNetVersion =
        typeof(NuspecTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "MLNetVersion").Value!;

    [TestMethod]
    [DataRow("AdaptiveML.Pipeline", "AdaptiveML.Online")]
    [DataRow("AdaptiveML.Transforms", "AdaptiveML.Pipeline")]
    [DataRow("AdaptiveML.Trainers", "AdaptiveML.Pipeline")]
    [DataRow("AdaptiveML.Estimators", "AdaptiveML.Pipeline")]
    public void A_package_depends_on_the_pinned_MLNet_and_on_the_layer_below(string package, string below)
    {
        var nuspec = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Nuspec", package + ".nuspec"));
        var dependencies = nuspec.Descendants().Where(element => element.Name.LocalName == "dependency")
            .ToDictionary(element => element.Attribute("id")!.Value, element => element.Attribute("version")!.Value);
        Assert.AreEqual(MLNetVersion, dependencies["Microsoft.ML"]);
        Assert.AreEqual("$version$", dependencies[below]);
        Assert.IsFalse(nuspec.ToString().Contains("standin", StringComparison.OrdinalIgnoreCase));
    }
}
