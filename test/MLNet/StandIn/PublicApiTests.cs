using System.Reflection;
using ApiListing;

namespace AdaptiveML.MLNet.Tests.StandIn;

/// <summary>Whatever is public in the stand-in is public in ML.NET 5.0.0, signature by signature: mlnet/README.md names the two allowances.</summary>
[TestClass]
public sealed class PublicApiTests
{
    private static readonly string[] Real = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "public-api-5.0.0.txt"));

    [TestMethod]
    public void Every_public_member_of_the_stand_in_is_one_of_MLNets()
    {
        var listing = PublicApi.List(StandInAssemblies().Select(Assembly.Load));

        var strangers = new ApiSubset(Real).Strangers(listing).ToArray();

        Assert.IsEmpty(strangers, string.Join('\n', strangers));
    }

    [TestMethod]
    public void All_assemblies_of_the_stand_in_are_looked_at()
    {
        var names = StandInAssemblies();

        CollectionAssert.IsSubsetOf(new[] { "Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.DataView", "Microsoft.ML.StandardTrainers", "Microsoft.ML.Transforms" }, names);
        foreach (var name in names)
            Assert.IsTrue(Real.Any(line => line.StartsWith(name + " | ", StringComparison.Ordinal)), name);
    }

    [TestMethod]
    public void MLNets_own_listing_passes()
    {
        Assert.IsEmpty(new ApiSubset(Real).Strangers(Real));
    }

    private static string[] StandInAssemblies() =>
        typeof(PublicApiTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "StandIn").Value!.Split(';');
}
