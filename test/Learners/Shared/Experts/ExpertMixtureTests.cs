using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class ExpertMixtureTests
{
    private const int Experts = 4, Period = 1000, Window = 500;

    [TestMethod]
    [DataRow(1UL)]
    [DataRow(2UL)]
    [DataRow(3UL)]
    [DataRow(4UL)]
    public void Behind_every_change_of_the_best_expert_the_error_stays_near_that_of_the_new_one(ulong seed)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        var (mixture, memory) = Make();
        double[] x = new double[Experts];
        double worst = 0;
        for (int period = 0; period < 12; period++)
        {
            int best = (int)(Experts * random.NextUniform());
            double combined = 0, own = 0, y = 0;
            for (int row = 0; row < Period; row++)
            {
                y = (0.95 * y) + random.NextNormal();
                for (int k = 0; k < Experts; k++)
                {
                    x[k] = y + ((k == best ? 0.3 : 0.8 + (0.1 * k)) * random.NextNormal());
                }

                double error = mixture.Combine(memory, 0, x) - y;
                mixture.Learn(memory, 0, x, y);
                combined += row < Window ? error * error : 0;
                own += row < Window ? (x[best] - y) * (x[best] - y) : 0;
            }

            worst = Math.Max(worst, Math.Sqrt(combined / own));
        }

        Assert.IsLessThan(1.15, worst);
    }

    [TestMethod]
    public void An_expert_that_turns_bad_loses_its_say_within_ten_rows()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
            var (mixture, memory) = Make();
            for (int row = 0; row < 3010; row++)
            {
                if (row == 3000)
                {
                    Assert.IsGreaterThan(0.5, mixture.Weights(memory, 0)[0], $"seed {seed}: it was the best one");
                }

                double bad = row < 3000 ? 1 : 10;
                double[] x = [0.5 * bad * random.NextNormal(), random.NextNormal(), random.NextNormal(), 2 * random.NextNormal()];
                mixture.Combine(memory, 0, x);
                mixture.Learn(memory, 0, x, 0);
            }

            Assert.IsLessThan(0.25, mixture.Weights(memory, 0)[0], $"seed {seed}");
        }
    }

    [TestMethod]
    public void Shares_sum_to_1_and_make_up_the_combination()
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 5);
        var (mixture, memory) = Make();
        for (int row = 0; row < 1000; row++)
        {
            double y = 10 * random.NextNormal();
            double[] x = [y + random.NextNormal(), y - 0.5, random.NextUniform() < 0.3 ? double.NaN : y + (0.1 * random.NextNormal()), 0];
            double[] spreads = [1, 1 + (5 * random.NextUniform()), 1, row % 100 == 0 ? 1e4 : 1];
            double combined = mixture.Combine(memory, 0, x, spreads);
            Assert.AreEqual(1, mixture.Shares.Sum(), 1e-12, $"row {row}");
            Assert.AreEqual(combined, mixture.Shares.Select((share, k) => share > 0 ? share * x[k] : 0).Sum(), 1e-9, $"row {row}");
            Assert.IsTrue(double.IsFinite(x[2]) || mixture.Shares[2] == 0, $"row {row}: one that sleeps has no share");
            mixture.Learn(memory, 0, x, y, spreads);
            Assert.AreEqual(1, mixture.Weights(memory, 0).ToArray().Sum(), 1e-12);
        }
    }

    [TestMethod]
    public void What_is_not_shared_moves_the_shares_of_its_own_sequence_alone()
    {
        var (mixture, memory) = Make();
        double[] x = [1, 2, 3, 4];
        Teach("one", target: 1.2, isShared: true);
        double there = mixture.Combine(memory, 0, x);
        Assert.AreEqual(there, Combined("new"), 1e-9, "a new sequence begins with what others have come to");

        Teach("two", target: 3.8, isShared: false);
        Assert.AreEqual(3.8, Combined("two"), 0.5);
        Assert.AreEqual(there, Combined("one"));
        Assert.AreEqual(there, Combined("newer"), 1e-9);

        double Combined(string key)
        {
            Enter(memory, key);
            return mixture.Combine(memory, 0, x);
        }

        void Teach(string key, double target, bool isShared)
        {
            Enter(memory, key);
            for (int row = 0; row < 100; row++)
            {
                mixture.Combine(memory, 0, x);
                mixture.Learn(memory, 0, x, target, isShared: isShared);
            }
        }
    }

    [TestMethod]
    public void An_output_counts_as_judged_for_a_hundred_targets_of_any()
    {
        var (mixture, memory) = Make(outputs: 2);
        Assert.IsFalse(mixture.IsJudged(memory, 1));
        mixture.Learn(memory, 1, [1, 2, 3, 4], 1);
        for (int row = 0; row < 99; row++)
        {
            Assert.IsFalse(row == 0 && mixture.IsJudged(memory, 0));
            mixture.Learn(memory, 0, [1, 2, 3, 4], 1);
            Assert.IsTrue(mixture.IsJudged(memory, 1), $"row {row}");
        }

        mixture.Learn(memory, 0, [1, 2, 3, 4], 1);
        Assert.IsFalse(mixture.IsJudged(memory, 1));
        Assert.IsTrue(mixture.IsJudged(memory, 0));
    }

    private static void Enter(LearnerMemory memory, string key) => memory.Activate(new RowContext { Sequence = SequenceKey.Of(key) });

    private static (ExpertMixture Mixture, LearnerMemory Memory) Make(int outputs = 1)
    {
        var layout = new MachineLayout<double>();
        var mixture = new ExpertMixture(
            layout, isShared: true, [.. Enumerable.Repeat(1.0 / Experts, Experts)], [.. Enumerable.Repeat(1.0, outputs)]);
        var memory = new LearnerMemory(layout.Parameters.Layout, layout.State, layout.Sequence, 8, keepsCopy: false);
        mixture.Initialize(memory);
        Enter(memory, "first");
        return (mixture, memory);
    }
}
