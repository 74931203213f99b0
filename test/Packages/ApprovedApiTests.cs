using ApiListing;

namespace AdaptiveML.Packages.Tests;

/// <summary>
/// The public API changes only on purpose: it is compared with the approved listing. To approve a change, print it anew with
/// <c>dotnet run --project mlnet/ApiListing -- ASSEMBLY.dll &gt; test/Packages/Approved/ASSEMBLY.txt</c>.
/// </summary>
[TestClass]
public sealed class ApprovedApiTests
{
    [TestMethod]
    [DynamicData(nameof(Product.Names), typeof(Product))]
    public void The_public_API_is_the_approved_one(string assembly)
    {
        string[] approved = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Approved", assembly + ".txt"));
        string[] actual = [.. PublicApi.List([Product.Named(assembly)])];
        string[] changes = [.. approved.Except(actual).Select(line => "- " + line), .. actual.Except(approved).Select(line => "+ " + line)];
        Assert.IsEmpty(changes, string.Join(Environment.NewLine, changes));
    }
}
