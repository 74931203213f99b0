using AdaptiveML.Kernels;
using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>What rows held back decide about a method and its setting.</summary>
[TestClass]
public sealed class HeldBackRowsTests
{
    private const int Inputs = 3;

    [TestMethod]
    [DataRow(new[] { 0, 1 }, new[] { 10 }, false)]
    [DataRow(new[] { 0, 1, 2, 3, 4, 5, 6, 7 }, new int[0], true)]
    public void A_setting_takes_the_place_of_the_favoured_one_only_where_it_is_clearly_better(int[] better, int[] worse, bool wins)
    {
        const int Count = 40, Other = 1;
        var (parts, memory) = Base();
        var rows = new FeatureRows<double>(parts, memory, Rows(Count / 2, Count / 2), classes: 2, balances: true);
        var method = new RidgeMethod<double>(
            parts, memory, RelatedTasks.Small, new() { Name = "task", Classes = 2, Method = AdaptationMethod.Ridge, HasReadout = true });
        var judgements = new HeldBackLogits<double>(method.Settings, 1, Count, 2);
        for (int setting = 0; setting < method.Settings; setting++)
        {
            for (int row = 0; row < Count; row++)
            {
                // The favoured setting gets the first ten rows wrong; the settings beside the two do not know.
                bool isRight = setting == Other ? better.Contains(row) || (row >= 10 && !worse.Contains(row)) : row >= 10;
                double logit = setting == Other || setting == method.Favoured ? (isRight ? 1 : -1) : 0;
                judgements.At(setting, 0, row)[rows.Label(row)] = logit;
            }
        }

        Assert.AreEqual(wins ? Other : method.Favoured, judgements.Best(AdaptationMethod.Ridge, method.Favoured, rows).Setting);
    }

    [TestMethod]
    public void Every_part_that_is_held_back_leaves_rows_of_each_class_to_learn_from()
    {
        var (parts, memory) = Base();
        var rows = new FeatureRows<double>(parts, memory, Rows(20, 2), classes: 2, balances: true);
        for (ulong seed = 1; seed <= 10; seed++)
        {
            var options = RelatedTasks.Small with { Seed = seed, Adaptation = RelatedTasks.Small.Adaptation with { Parts = 2 } };
            var measured = new TaskAdapter<double>(parts, memory, options, "task", rows).Measure();
            var ridge = measured.Single(method => method.Method == AdaptationMethod.Ridge);
            Assert.AreEqual(1, ridge.BalancedAccuracy, $"seed {seed}: one of the two rows teaches what the other is");
        }
    }

    [TestMethod]
    public void Neither_the_order_of_rows_nor_what_others_hold_moves_the_choice()
    {
        var model = RelatedTasks.Fit<float>();
        var rows = RelatedTasks.Rows<float>(4, 24);
        var turned = new TrainingRows<float>(RelatedTasks.Inputs, 1);
        for (int row = 0; row < rows.Count; row++)
        {
            int other = (row * 5 + 7) % rows.Count;
            turned.Add(rows.Input(other), rows.Target(other));
        }

        var (expected, actual) = (model.Adapt("new", rows), model.Adapt("new", turned));

        Assert.AreEqual(expected["new"].Descriptor.Reason, actual["new"].Descriptor.Reason);
        CollectionAssert.AreEqual(RelatedTasks.Probabilities(expected.ForTask("new"), rows), RelatedTasks.Probabilities(actual.ForTask("new"), rows));
    }

    [TestMethod]
    public void A_row_that_comes_twice_is_held_back_twice()
    {
        var random = Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], 5);
        var (parts, memory) = Base();
        var rows = new TrainingRows<double>(Inputs, 1);
        for (int row = 0; row < 40; row++)
        {
            double[] input = [random.NextNormal(), random.NextNormal(), random.NextNormal()];
            rows.Add(input, [row % 2]);
            rows.Add(input, [row % 2]);
        }

        var measured = new TaskAdapter<double>(parts, memory, RelatedTasks.Small, "noise", new(parts, memory, rows, classes: 2, balances: true)).Measure();

        Assert.IsLessThan(0.75, measured.Max(method => method.BalancedAccuracy), "nothing can be known of labels that inputs do not tell");
    }

    [TestMethod]
    public void A_method_must_be_clearly_better_than_logistic_regression_where_no_primary_task_speaks_for_it()
    {
        var quality = RelatedTasks.Fit<float>().Adapt("new", RelatedTasks.Rows<float>(4, 24))["new"].Descriptor.Quality!;
        var plain = quality.Methods[(int)AdaptationMethod.Logistic];

        Assert.AreEqual(0, plain.Score);
        foreach (var method in quality.Methods)
        {
            Assert.IsTrue(method.Score <= method.HeldBack - plain.HeldBack, method.Method.ToString());
        }
    }

    /// <summary>Rows of two classes that nobody could confuse.</summary>
    private static TrainingRows<double> Rows(int first, int second)
    {
        var rows = new TrainingRows<double>(Inputs, 1);
        for (int row = 0; row < first + second; row++)
        {
            int label = row < first ? 0 : 1;
            rows.Add([(label == 0 ? 2 : -2) + (0.01 * row), label == 0 ? 1 : -1, 0], [label]);
        }

        return rows;
    }

    private static (BaseParts<double> Parts, LearnerMemory Memory) Base()
    {
        var layout = new MachineLayout<double>();
        var parts = new BaseParts<double>(layout, Inputs, 2, RelatedTasks.Small);
        var memory = new LearnerMemory(layout.Parameters.Layout, layout.State, layout.Sequence, 1, keepsCopy: false);
        parts.Initialize(memory, RelatedTasks.Small.Coupling);
        parts.Network.Draw(memory.State, Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 1));
        return (parts, memory);
    }
}
