using AdaptiveML.Learners.Baselines;

namespace AdaptiveML.Learners.Tests.Baselines;

/// <summary>The normal distribution against its table.</summary>
[TestClass]
public sealed class NormalDistributionTests
{
    [TestMethod]
    [DataRow(0, 0.5)]
    [DataRow(1, 0.8413447461)]
    [DataRow(-1.959963985, 0.025)]
    [DataRow(2.575829304, 0.995)]
    [DataRow(-4, 3.167124183e-5)]
    [DataRow(40, 1)]
    public void Probabilities_are_those_of_the_table(double z, double expected) => Assert.AreEqual(expected, NormalDistribution.Cumulative(z), 1e-7);

    [TestMethod]
    public void The_density_is_the_slope_of_the_probabilities()
    {
        for (double z = -3; z <= 3; z += 0.5)
        {
            double slope = (NormalDistribution.Cumulative(z + 0.01) - NormalDistribution.Cumulative(z - 0.01)) / 0.02;
            Assert.AreEqual(slope, Math.Exp(NormalDistribution.LogDensity(z)), 3e-5, $"at {z}");
        }
    }
}
