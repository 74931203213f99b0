namespace AdaptiveML.Packages.Tests;

[TestClass]
public sealed class AssemblyTests
{
    [TestMethod]
    [DynamicData(nameof(Product.Names), typeof(Product))]
    public void The_assembly_version_never_changes_since_saved_models_name_it(string assembly)
    {
        var name = Product.Named(assembly).GetName();
        Assert.AreEqual(new Version(1, 0, 0, 0), name.Version);
        Assert.AreEqual(0, name.GetPublicKeyToken()!.Length);
    }

    [TestMethod]
    public void Nothing_below_the_seam_knows_MLNet()
    {
        foreach (var assembly in Product.BelowTheSeam)
        {
            string[] references = [.. assembly.GetReferencedAssemblies().Select(reference => reference.Name!)];
            Assert.IsFalse(references.Any(name => name.StartsWith("Microsoft.ML", StringComparison.Ordinal)), assembly.GetName().Name);
        }
    }

    [TestMethod]
    public void References_run_downwards_only()
    {
        string[] order = [.. Product.All.Select(assembly => assembly.GetName().Name!)];
        foreach (var assembly in Product.All)
        {
            int own = Array.IndexOf(order, assembly.GetName().Name);
            foreach (string reference in assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(order.Contains))
            {
                Assert.IsLessThan(own, Array.IndexOf(order, reference), $"{order[own]} refers to {reference}");
            }
        }
    }
}
