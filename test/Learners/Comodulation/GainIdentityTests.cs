using AdaptiveML.Kernels;
using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>What holds of modulation, gains and couplings by mathematics.</summary>
[TestClass]
internal sealed class GainIdentityTests
{
    private const int Rows = 40;

    [TestMethod]
    public void Gains_have_mean_1_and_do_not_depend_on_units_of_measurement_or_on_order()
    {
        var (activity, modulator) = Draws(6);
        foreach (var kind in Enum.GetValues<GainKind>())
        {
            double[] gain = Estimate(kind, activity, modulator);
            Assert.AreEqual(1, gain.Average(), 1e-12);
            Close(gain, Estimate(kind, activity, [.. modulator.Select(m => 3.7 * m)]));
            Close(gain, Estimate(kind, [.. activity.Select(row => row.Select(a => 0.3 * a).ToArray())], modulator));
            int[] order = [3, 1, 5, 0, 2, 4];
            Close([.. order.Select(unit => gain[unit])], Estimate(kind, [.. activity.Select(row => order.Select(unit => row[unit]).ToArray())], modulator));
        }
    }

    [TestMethod]
    public void Where_nothing_moves_with_the_modulator_all_gains_are_exactly_1()
    {
        var (activity, modulator) = Draws(6);
        double[] ones = [1, 1, 1, 1, 1, 1];
        CollectionAssert.AreEqual(
            ones, Estimate(GainKind.Covariance, [.. activity.Select((row, s) => row.Select(_ => -modulator[s]).ToArray())], modulator), "against it");
        CollectionAssert.AreEqual(ones, Estimate(GainKind.Covariance, activity, [.. modulator.Select(_ => 0.4)]), "a constant modulator");
        CollectionAssert.AreEqual(ones, Estimate(GainKind.Correlation, activity, [.. modulator.Select(_ => 0.4)]), "a constant modulator, by correlation");
        foreach (var kind in Enum.GetValues<GainKind>())
        {
            double[] gain = Estimate(kind, [.. activity.Select((row, s) => (double[])[0.1, modulator[s], .. row[2..]])], modulator);
            Assert.AreEqual(0.0, gain[0], "a constant unit");
            Assert.IsGreaterThan(0, gain[1]);
        }
    }

    [TestMethod]
    public void Opposite_draws_of_a_modulated_unit_have_a_covariance_in_closed_form()
    {
        double[] coupling = [0, 0.3, 1, 2.5], activity = [2, 0.7, 1.3, 4], factor = new double[4];
        foreach (double s in (double[])[0.01, 0.1, 0.5])
        {
            var gains = new GainEstimate(4, GainKind.Covariance);
            double variance = Modulation.Variance<double>([s, -s]);
            Assert.AreEqual(2 * s * s, variance, 1e-15);
            foreach (double m in (double[])[s, -s])
            {
                Modulation.Fill(ModulationKind.Exponential, coupling, m, variance, factor);
                gains.Add<double>([.. activity.Zip(factor, (a, f) => a * f)], m);
            }

            for (int i = 0; i < 4; i++)
            {
                double expected = activity[i] * s * Math.Exp(-variance * coupling[i] * coupling[i] / 2) * Math.Sinh(s * coupling[i]);
                Assert.AreEqual(expected, gains.Statistic(i), 1e-12);
            }
        }
    }

    [TestMethod]
    public void Over_many_draws_the_covariance_is_activity_times_variance_times_coupling_and_the_mean_factor_1()
    {
        const int Count = 200_000;
        const double Sigma = 0.3;
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 5);
        double[] coupling = [0, 0.5, 1.5], factor = new double[3], sum = new double[3];
        var gains = new GainEstimate(3, GainKind.Covariance);
        for (int i = 0; i < Count; i++)
        {
            double m = Sigma * random.NextNormal();
            Modulation.Fill(ModulationKind.Exponential, coupling, m, Sigma * Sigma, factor);
            gains.Add<double>(factor, m);
            for (int unit = 0; unit < 3; unit++)
            {
                sum[unit] += factor[unit] / Count;
            }
        }

        for (int unit = 0; unit < 3; unit++)
        {
            double spread = 5 * 2 * Sigma * Sigma / Math.Sqrt(Count);
            Assert.AreEqual(Sigma * Sigma * coupling[unit], gains.Statistic(unit), spread);
            Assert.AreEqual(1, sum[unit], 5 * Sigma * 2 / Math.Sqrt(Count));
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(0)]
    public void With_less_and_less_noise_drawn_gains_become_those_of_the_derivative(int layer)
    {
        var unit = new ModulatedUnit(new() { HiddenSizes = [8, 6], Gain = GainKind.Covariance, ModulatedLayer = layer });
        double[] limit = unit.Derivative();
        double[] errors = [.. new[] { 0.02, 0.01, 0.005 }.Select(sigma => unit.Antithetic(sigma).Zip(limit, (drawn, exact) => Math.Abs(drawn - exact)).Max())];
        Assert.IsLessThan(1e-3, errors[0]);
        Assert.AreEqual(4, errors[0] / errors[1], 0.4, "the error falls as the square of the noise");
        Assert.AreEqual(4, errors[1] / errors[2], 0.4);
    }

    [TestMethod]
    public void Without_noise_gains_are_1_which_leaves_the_deterministic_arm()
    {
        var unit = new ModulatedUnit(new() { HiddenSizes = [8, 6], Sigma = 0 });
        foreach (var routing in (RoutingKind[])[RoutingKind.Antithetic, RoutingKind.Sampled])
        {
            CollectionAssert.AreEqual(Enumerable.Repeat(1.0, 6).ToArray(), unit.Routed(routing));
        }
    }

    [TestMethod]
    public void Equal_couplings_at_the_input_of_a_net_without_biases_give_gains_in_proportion_to_mean_activity()
    {
        var unit = new ModulatedUnit(new() { HiddenSizes = [8, 6], Gain = GainKind.Covariance, ModulatedLayer = 0 }, hasBias: false);
        double[] activity = unit.MeanActivity(), gain = unit.Derivative(coupling: 0.7);
        double sum = activity.Sum();
        Close([.. activity.Select(a => a * activity.Length / sum)], gain, 1e-10);
    }

    [TestMethod]
    [DataRow(CouplingKind.Square, ModulationKind.Exponential, 1)]
    [DataRow(CouplingKind.Softplus, ModulationKind.Exponential, 0)]
    [DataRow(CouplingKind.Relu, ModulationKind.Linear, 1)]
    [DataRow(CouplingKind.Square, ModulationKind.Linear, 2)]
    public void Gradients_agree_with_finite_differences(CouplingKind coupling, ModulationKind modulation, int layer) =>
        new ModulatedUnit(new() { HiddenSizes = [8, 6], Coupling = coupling, Modulation = modulation, ModulatedLayer = layer }).CheckGradient();

    [TestMethod]
    public void Couplings_learnt_from_the_modulator_alone_come_to_the_true_ones()
    {
        const int Trials = 60_000;
        double[] first = [2, 5, 1, 3], second = [4, 2, 1.5, 3.2];
        const double Sigma = 0.6;
        var decoder = new ModulatorGuidedDecoder(first, second, Sigma);
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 9);
        double[] counts = new double[4];
        double[][] products = [.. first.Select(_ => new double[Trials])];
        for (int trial = 0; trial < Trials; trial++)
        {
            double m = Sigma * random.NextNormal();
            for (int n = 0; n < 4; n++)
            {
                double w = Math.Abs(decoder.BestWeight(n)), rate = trial % 2 == 0 ? first[n] : second[n];
                counts[n] = Poisson(rate * Math.Exp((w * m) - (Sigma * Sigma * w * w / 2)), random);
                products[n][trial] = counts[n] * m / (Sigma * Sigma * (first[n] + second[n]) / 2);
            }

            decoder.Learn(counts, m, trial % 2);
        }

        for (int n = 0; n < 4; n++)
        {
            double mean = products[n].Average(), deviation = Math.Sqrt(products[n].Average(value => (value - mean) * (value - mean)) / Trials);
            Assert.AreEqual(Math.Abs(decoder.BestWeight(n)), decoder.Coupling(n), 5 * deviation);
            Assert.AreEqual(Math.Sign(decoder.BestWeight(n)), decoder.Sign(n));
        }
    }

    private static int Poisson(double rate, Xoshiro256 random)
    {
        double product = random.NextUniform(), limit = Math.Exp(-rate);
        int count = 0;
        while (product > limit)
        {
            product *= random.NextUniform();
            count++;
        }

        return count;
    }

    private static (double[][] Activity, double[] Modulator) Draws(int units)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 3);
        double[] modulator = new double[Rows];
        double[][] activity = new double[Rows][];
        for (int s = 0; s < Rows; s++)
        {
            modulator[s] = random.NextNormal();
            activity[s] = new double[units];
            for (int i = 0; i < units; i++)
            {
                activity[s][i] = 1 + ((i - 2) * 0.2 * modulator[s]) + (0.3 * random.NextNormal());
            }
        }

        return (activity, modulator);
    }

    private static double[] Estimate(GainKind kind, double[][] activity, double[] modulator)
    {
        var gains = new GainEstimate(activity[0].Length, kind);
        for (int s = 0; s < activity.Length; s++)
        {
            gains.Add<double>(activity[s], modulator[s]);
        }

        double[] gain = new double[activity[0].Length];
        gains.Estimate(gain);
        return gain;
    }

    private static void Close(double[] expected, double[] actual, double tolerance = 1e-12)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], tolerance);
        }
    }
}
