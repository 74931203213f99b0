namespace AdaptiveML.MLNet.Tests.StandIn;

[TestClass]
public sealed class ApiSubsetTests
{
    private static readonly string[] Real =
    [
        "A | N.Base | type abstract class",
        "A | N.I | type interface",
        "A | N.J<T> | type interface",
        "A | N.Derived<T> | type sealed class : N.Base, N.I, N.J<N.K<System.String, T>> where T : class",
        "A | N.Derived<T> | method public System.Void M()",
    ];

    [TestMethod]
    [DataRow("A | N.Derived<T> | type sealed class : N.Base, N.I where T : class", DisplayName = "fewer interfaces")]
    [DataRow("A | N.Derived<T> | type sealed class : N.Base, N.J<N.K<System.String, T>> where T : class", DisplayName = "others of them")]
    [DataRow("A | N.Derived<T> | type sealed class where T : class", DisplayName = "no base class, which is not in the subset")]
    [DataRow("A | N.Derived<T> | method public System.Void M()", DisplayName = "a member")]
    public void What_is_less_is_no_stranger(string line)
    {
        Assert.IsEmpty(new ApiSubset(Real).Strangers([line]));
    }

    [TestMethod]
    [DataRow("A | N.Derived<T> | type class : N.Base where T : class", DisplayName = "not sealed")]
    [DataRow("A | N.Derived<T> | type sealed class : N.Base", DisplayName = "no constraint")]
    [DataRow("A | N.Derived<T> | type sealed class : N.Base, N.L where T : class", DisplayName = "another interface")]
    [DataRow("A | N.Derived<T> | type sealed class : N.J<N.K<System.Int32, T>> where T : class", DisplayName = "another argument")]
    [DataRow("B | N.Base | type abstract class", DisplayName = "another assembly")]
    [DataRow("A | N.Derived<T> | method public System.Void M(System.Int32 x)", DisplayName = "another parameter")]
    public void What_differs_is_a_stranger(string line)
    {
        CollectionAssert.AreEqual(new[] { line }, new ApiSubset(Real).Strangers([line]).ToArray());
    }

    [TestMethod]
    public void A_base_class_in_the_subset_must_be_named()
    {
        string[] listing = ["A | N.Base | type abstract class", "A | N.Derived<T> | type sealed class : N.I where T : class"];

        CollectionAssert.AreEqual(new[] { listing[1] }, new ApiSubset(Real).Strangers(listing).ToArray());
    }
}
