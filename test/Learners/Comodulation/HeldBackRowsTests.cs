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
    public void Settings_weigh_by_their_loss_on_rows_held_back_and_their_error_on_primary_tasks()
    {
        const int Count = 40;
        var (parts, memory) = Base();
        var rows = new FeatureRows<double>(parts, memory, Rows(Count / 2, Count / 2), classes: 2, balances: true);
        var judgements = new HeldBackLogits<double>(3, 1, Count, 2);
        for (int row = 0; row < Count; row++)
        {
            // The first setting is right, the others say nothing.
            judgements.At(0, 0, row)[rows.Label(row)] = 3;
        }

        double[] plain = Weights([0, 0, 0]), taught = Weights([0, 0.01, 0]), contradicted = Weights([0.2, 0, 0]);
        double all = Evidence([0, 0, 0], 0).LeastCost, useless = Evidence([0, 1, 1], 0).LeastCost, opposed = Evidence([0, 0, 0], 1.5).LeastCost;

        Assert.IsLessThan(0.01, plain[1] / plain[0]);
        Assert.AreEqual(plain[1], plain[2]);
        Assert.AreEqual(Math.Exp(-2), taught[1] / taught[2], 1e-9);
        Assert.IsGreaterThan(contradicted[0], contradicted[1], "an error of 0.2 is more than forty rows can outweigh");
        Assert.AreEqual(Math.Log(3), all - useless, 1e-9, "settings that nobody would use take no weight away");
        Assert.AreEqual(1.5, opposed - all, 1e-9);

        double[] Weights(double[] errors) => Evidence(errors, 0).Weights(Evidence(errors, 0).LeastCost);

        MethodEvidence<double> Evidence(double[] errors, double cost) => new(AdaptationMethod.Ridge, judgements, rows, new(errors, cost));
    }

    [TestMethod]
    public void A_blend_says_of_a_row_what_its_members_say_each_in_units_of_its_size()
    {
        var (parts, memory) = Base();
        var rows = new FeatureRows<double>(parts, memory, Rows(10, 10), classes: 2, balances: true);
        HeldBackLogits<double> small = new(1, 1, 20, 2), large = new(1, 1, 20, 2), blended = new(1, 1, 20, 2);
        for (int row = 0; row < 20; row++)
        {
            small.At(0, 0, row)[row % 3 == 0 ? 0 : 1] = 1;
            large.At(0, 0, row)[row % 2] = 10;
        }

        var experience = new MethodExperience([0.1], 0);
        new TaskBlend<double>([new(AdaptationMethod.Logistic, small, rows, experience), new(AdaptationMethod.Ridge, large, rows, experience)]).Judge(blended);

        Assert.AreEqual(0.5, small.Size(0), 1e-12);
        Assert.AreEqual(5, large.Size(0), 1e-12);
        Assert.IsLessThan(Math.Abs(Margin(0)) / 2, Math.Abs(Margin(2)), "of the first row both say the same, of the third the contrary");

        double Margin(int row) => blended.At(0, 0, row)[1] - blended.At(0, 0, row)[0];
    }

    [TestMethod]
    public void Every_part_that_is_held_back_leaves_rows_of_each_class_to_learn_from()
    {
        var (parts, memory) = Base();
        var rows = new FeatureRows<double>(parts, memory, Rows(20, 2), classes: 2, balances: true);
        for (ulong seed = 1; seed <= 10; seed++)
        {
            var options = RelatedTasks.Small with { Seed = seed, Adaptation = RelatedTasks.Small.Adaptation with { Parts = 2 } };
            var measured = new TaskAdapter<double>(parts, memory, options, "task", rows).Choose().Quality.Methods;
            Assert.AreEqual(1, measured[(int)AdaptationMethod.Ridge].HeldBack, $"seed {seed}: one of the two rows teaches what the other is");
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

        var measured = new TaskAdapter<double>(parts, memory, RelatedTasks.Small, "noise", new(parts, memory, rows, classes: 2, balances: true))
            .Choose().Quality.Methods;

        Assert.IsLessThan(0.75, measured.Max(method => method.HeldBack), "nothing can be known of labels that inputs do not tell");
    }

    [TestMethod]
    public void What_is_kept_weighs_most_and_the_blend_weighs_what_its_members_do()
    {
        var card = RelatedTasks.Fit<float>().Adapt("new", RelatedTasks.Rows<float>(4, 24))["new"].Descriptor;
        var methods = card.Quality!.Methods;
        double blend = methods[(int)AdaptationMethod.Blend].Share;

        Assert.AreEqual(1, methods.Where(method => method.Method != AdaptationMethod.Blend).Sum(method => method.Share), 1e-9);
        Assert.AreEqual(methods.Where(method => method.Method < AdaptationMethod.Blend).Sum(method => method.Share), blend, 1e-9);
        Assert.AreEqual(methods.Where(method => method.Method >= AdaptationMethod.Blend).Max(method => method.Share), methods[(int)card.Method].Share);
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
