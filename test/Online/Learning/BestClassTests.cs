namespace AdaptiveML.Online.Tests;

[TestClass]
public sealed class BestClassTests
{
    [TestMethod]
    [DataRow(1, new[] { 0.2, 0.5, 0.3 })]
    [DataRow(0, new[] { 0.5, 0.5 }, DisplayName = "of equal ones the first")]
    [DataRow(2, new[] { double.NaN, -3, -2 }, DisplayName = "what is no number is passed over")]
    [DataRow(1, new[] { double.NegativeInfinity, -1e300 })]
    [DataRow(0, new[] { double.NegativeInfinity, double.NegativeInfinity })]
    [DataRow(-1, new[] { double.NaN, double.NaN })]
    [DataRow(-1, new double[0])]
    public void Is_the_place_of_the_highest_number(int expected, double[] scores) => Assert.AreEqual(expected, BestClass.Of<double>(scores));
}
