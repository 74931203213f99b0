using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class RecentWeightsTests
{
    private const double HalfLife = 20;

    private static readonly double[] Ones = [1, 1, 1];

    [TestMethod]
    [DataRow(-200)]
    [DataRow(-31)]
    [DataRow(200)]
    public void Units_do_not_matter_to_the_bit(int power)
    {
        double unit = Math.ScaleB(1, power);
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 1);
        var (plain, memory) = Make(3);
        var (scaled, scaledMemory) = Make(3);
        for (int row = 0; row < 500; row++)
        {
            double y = row == 300 ? 1e6 : random.NextNormal(), size = row > 400 ? 1e-4 : 1;
            double[] x = [y + (size * random.NextNormal()), row % 7 == 0 ? double.NaN : y + (0.5 * size * random.NextNormal()), 0];
            double[] spreads = [1, 1 + (row % 5), 2];
            plain.Learn(memory, 0, x, spreads, y, isShared: true);
            scaled.Learn(scaledMemory, 0, [.. x.Select(value => value * unit)], spreads, y * unit, isShared: true);
            CollectionAssert.AreEqual(Weights(plain, memory, x, spreads), Weights(scaled, scaledMemory, x, spreads), $"row {row}");
        }
    }

    [TestMethod]
    public void An_expert_that_was_never_judged_has_no_say()
    {
        var (weights, memory) = Make(3);
        Assert.IsFalse(weights.Weigh(memory, 0, [1, 2, 3], Ones, new double[3]), "none was");
        for (int row = 0; row < 50; row++)
        {
            weights.Learn(memory, 0, [1, -1, double.NaN], Ones, 0, isShared: true);
        }

        CollectionAssert.AreEqual((double[])[0.5, 0.5, 0], Weights(weights, memory, [1, 2, 3], Ones));
        double[] nothing = [1, 1, 1];
        Assert.IsFalse(weights.Weigh(memory, 0, [double.NaN, double.NaN, 3], Ones, nothing));
        CollectionAssert.AreEqual(new double[3], nothing);
        weights.Learn(memory, 0, [1, -1, 0.5], Ones, 0, isShared: true);
        Assert.IsGreaterThan(0.8, Weights(weights, memory, [1, 2, 3], Ones)[2], "and has one after its first target");
    }

    [TestMethod]
    public void An_expert_that_turns_bad_loses_its_say_within_ten_rows()
    {
        for (ulong seed = 1; seed <= 50; seed++)
        {
            var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
            var (weights, memory) = Make(2);
            for (int row = 0; row < 510; row++)
            {
                double bad = row < 500 ? 1 : 10;
                double[] x = [bad * 0.8 * random.NextNormal(), random.NextNormal()];
                weights.Learn(memory, 0, x, Ones[..2], 0, isShared: true);
                Assert.IsTrue(row != 499 || Weights(weights, memory, [0, 0], Ones[..2])[0] > 0.2, $"seed {seed}: it was the better one");
            }

            Assert.IsLessThan(0.05, Weights(weights, memory, [0, 0], Ones[..2])[0], $"seed {seed}");
        }
    }

    [TestMethod]
    public void An_exact_expert_gets_all()
    {
        var (weights, memory) = Make(3);
        for (int row = 0; row < 5; row++)
        {
            weights.Learn(memory, 0, [row + 1e-9, row, row - 1], Ones, row, isShared: true);
        }

        CollectionAssert.AreEqual((double[])[0, 1, 0], Weights(weights, memory, [9, 9, 9], Ones));
    }

    [TestMethod]
    [DataRow(1e9)]
    [DataRow(-1e9)]
    [DataRow(1e150)]
    public void One_gross_target_does_not_turn_the_weights_and_is_forgotten_within_a_hundred(double gross)
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
            var (hurt, memory) = Make(2);
            var (healthy, healthyMemory) = Make(2);
            for (int row = 0; row < 500; row++)
            {
                double[] x = [random.NextNormal(), 1.5 * random.NextNormal()];
                hurt.Learn(memory, 0, x, Ones[..2], row == 300 ? gross : 0, isShared: true);
                healthy.Learn(healthyMemory, 0, x, Ones[..2], 0, isShared: true);
                double expected = row < 300 ? 0 : Weights(healthy, healthyMemory, [0, 0], Ones[..2])[0];
                double actual = row < 300 ? 0 : Weights(hurt, memory, [0, 0], Ones[..2])[0];
                Assert.IsTrue(row != 300 || (actual - 0.5) * (expected - 0.5) >= 0, $"seed {seed}: {actual} and not {expected}");
                Assert.IsTrue(row < 450 || Math.Abs(actual - expected) < 0.1, $"seed {seed}, row {row}: {actual} and not {expected}");
            }
        }
    }

    [TestMethod]
    public void When_all_errors_fall_to_a_thousandth_their_new_order_is_seen_within_140_targets()
    {
        var (weights, memory) = Make(2);
        for (int row = 0; row < 500; row++)
        {
            weights.Learn(memory, 0, [1, 2], Ones[..2], 0, isShared: true);
        }

        Assert.IsGreaterThan(0.99, Weights(weights, memory, [0, 0], Ones[..2])[0]);
        for (int row = 0; row < 140; row++)
        {
            weights.Learn(memory, 0, [2e-3, 1e-3], Ones[..2], 0, isShared: true);
        }

        Assert.IsGreaterThan(0.5, Weights(weights, memory, [0, 0], Ones[..2])[1], "a mean of half-life 20 would need 400");
    }

    [TestMethod]
    public void An_expert_that_says_its_row_is_like_none_before_has_no_say_in_that_row()
    {
        var (weights, memory) = Make(3);
        for (int row = 0; row < 50; row++)
        {
            weights.Learn(memory, 0, [0.5, 1, 1], Ones, 0, isShared: true);
        }

        double[] before = Weights(weights, memory, [1, 1, 1], Ones), there = Weights(weights, memory, [1, 1, 1], [100, 1, 1]);
        Assert.IsGreaterThan(0.9, before[0]);
        Assert.IsLessThan(1e-4, there[0]);
        Assert.AreEqual(0.5, there[1], 1e-4);

        weights.Learn(memory, 0, [5, 1, 1], [100, 1, 1], 0, isShared: true);
        CollectionAssert.AreEqual(before, Weights(weights, memory, [1, 1, 1], Ones), "an error ten times as large was expected there");
    }

    [TestMethod]
    public void A_new_sequence_begins_with_what_others_have_come_to()
    {
        var (weights, memory) = Make(2);
        Teach(weights, memory, "one", [1, 2], rows: 200, isShared: true);
        double[] there = Weights(weights, memory, [0, 0], Ones[..2]);
        Enter(memory, "two");
        CollectionAssert.AreEqual(there, Weights(weights, memory, [0, 0], Ones[..2]));
        weights.Learn(memory, 0, [1, 2], Ones[..2], 0, isShared: true);
        Assert.AreEqual(there[0], Weights(weights, memory, [0, 0], Ones[..2])[0], 1e-12, "and goes on from there");
        Teach(weights, memory, "two", [2, 1], rows: 100, isShared: true);
        Assert.IsGreaterThan(0.9, Weights(weights, memory, [0, 0], Ones[..2])[1]);
        Enter(memory, "one");
        CollectionAssert.AreEqual(there, Weights(weights, memory, [0, 0], Ones[..2]), "one that has its own keeps them");
    }

    [TestMethod]
    public void What_is_not_shared_changes_no_other_sequence()
    {
        var (weights, memory) = Make(2);
        Teach(weights, memory, "one", [1, 2], rows: 200, isShared: true);
        double[] there = Weights(weights, memory, [0, 0], Ones[..2]);
        Teach(weights, memory, "two", [2, 1], rows: 200, isShared: false);
        Assert.IsGreaterThan(0.9, Weights(weights, memory, [0, 0], Ones[..2])[1], "its own follow all the same");
        foreach (string key in (string[])["one", "three"])
        {
            Enter(memory, key);
            CollectionAssert.AreEqual(there, Weights(weights, memory, [0, 0], Ones[..2]), key);
        }
    }

    [TestMethod]
    public void Without_inheritance_a_sequence_begins_with_nothing()
    {
        var (weights, memory) = Make(2, inherits: false);
        Teach(weights, memory, "one", [1, 2], rows: 50, isShared: true);
        Enter(memory, "two");
        Assert.IsFalse(weights.Weigh(memory, 0, [0, 0], Ones[..2], new double[2]));
    }

    [TestMethod]
    public void A_shock_that_hits_all_is_forgotten_once_an_expert_is_good_again()
    {
        var (weights, memory) = Make(2);
        Teach(weights, memory, "first", [1, 2], 200, isShared: true);
        Teach(weights, memory, "first", [1e4, 1e4], 1, isShared: true);
        Teach(weights, memory, "first", [3, 0.1], 3, isShared: true);
        Assert.IsLessThan(0.95, Weights(weights, memory, [0, 0], Ones[..2])[1], "three rows may be luck");
        Teach(weights, memory, "first", [3, 0.1], 1, isShared: true);
        Assert.IsGreaterThan(0.999, Weights(weights, memory, [0, 0], Ones[..2])[1]);
    }

    [TestMethod]
    public void A_unit_that_comes_back_is_followed_after_two_targets()
    {
        var (weights, memory) = Make(2);
        Teach(weights, memory, "first", [1, 2], 200, isShared: true);
        Teach(weights, memory, "first", [8, 8], 1, isShared: true);
        Teach(weights, memory, "first", [3, 1e-3], 1, isShared: true);
        Assert.IsLessThan(0.95, Weights(weights, memory, [0, 0], Ones[..2])[1], "one row may be luck");
        Teach(weights, memory, "first", [3, 1e-3], 1, isShared: true);
        Assert.IsGreaterThan(0.999, Weights(weights, memory, [0, 0], Ones[..2])[1]);
    }

    [TestMethod]
    public void An_error_of_exactly_zero_while_all_grow_small_is_no_merit()
    {
        var (weights, memory) = Make(2);
        Teach(weights, memory, "first", [1, 3], 200, isShared: true);
        Teach(weights, memory, "first", [1e-3, 0], 8, isShared: true);
        Assert.IsGreaterThan(0.9, Weights(weights, memory, [0, 0], Ones[..2])[0]);
    }

    [TestMethod]
    public void An_output_without_targets_begins_with_the_losses_of_another()
    {
        var layout = new MachineLayout<double>();
        var weights = new RecentWeights(layout, "weights", [0.5, 0.5], [HalfLife, HalfLife], inherits: true);
        var memory = new LearnerMemory(layout.Parameters.Layout, layout.State, layout.Sequence, 8, keepsCopy: false);
        Teach(weights, memory, "first", [1, 3], 100, isShared: true);
        double[] there = new double[2];
        weights.Learn(memory, 1, [1, 0], Ones[..2], 0, isShared: true, like: 0);
        Assert.IsTrue(weights.Weigh(memory, 1, [0, 0], Ones[..2], there));
        Assert.IsGreaterThan(0.9, there[0], "one target on which the other is right says little");
        for (int row = 0; row < 60; row++)
        {
            weights.Learn(memory, 1, [1, 0], Ones[..2], 0, isShared: true, like: 0);
        }

        Assert.IsTrue(weights.Weigh(memory, 1, [0, 0], Ones[..2], there));
        Assert.IsGreaterThan(0.9, there[1], "and many say all");
    }

    [TestMethod]
    public void Luck_without_a_shock_forgets_nothing()
    {
        var (weights, memory) = Make(2);
        Teach(weights, memory, "first", [1, 2], 200, isShared: true);
        Teach(weights, memory, "first", [1, 1e-6], 6, isShared: true);
        Assert.IsGreaterThan(0.5, Weights(weights, memory, [0, 0], Ones[..2])[0]);
    }

    [TestMethod]
    [DataRow(0, 0, 0.1)]
    [DataRow(4, 0.8, 1)]
    public void With_youth_an_expert_that_was_bad_at_first_is_judged_by_what_it_has_become(double youth, double from, double to)
    {
        var (weights, memory) = Make(2, halfLife: 1000, youth: youth);
        Teach(weights, memory, "one", [10, 2], rows: 30, isShared: true);
        Teach(weights, memory, "one", [1, 2], rows: 60, isShared: true);
        Assert.IsInRange(from, to, Weights(weights, memory, [0, 0], Ones[..2])[0]);
    }

    private static void Teach(RecentWeights weights, LearnerMemory memory, string key, double[] errors, int rows, bool isShared)
    {
        Enter(memory, key);
        for (int row = 0; row < rows; row++)
        {
            weights.Learn(memory, 0, errors, Ones[..errors.Length], 0, isShared);
        }
    }

    private static double[] Weights(RecentWeights weights, LearnerMemory memory, double[] predictions, double[] spreads)
    {
        double[] result = new double[predictions.Length];
        Assert.IsTrue(weights.Weigh(memory, 0, predictions, spreads, result));
        Assert.AreEqual(1, result.Sum(), 1e-12);
        return result;
    }

    private static void Enter(LearnerMemory memory, string key) => memory.Activate(new RowContext { Sequence = SequenceKey.Of(key) });

    private static (RecentWeights Weights, LearnerMemory Memory) Make(int experts, bool inherits = true, double halfLife = HalfLife, double youth = 0)
    {
        var layout = new MachineLayout<double>();
        var weights = new RecentWeights(layout, "weights", [.. Enumerable.Repeat(1.0 / experts, experts)], [halfLife], inherits, [youth]);
        var memory = new LearnerMemory(layout.Parameters.Layout, layout.State, layout.Sequence, 8, keepsCopy: false);
        Enter(memory, "first");
        return (weights, memory);
    }
}
