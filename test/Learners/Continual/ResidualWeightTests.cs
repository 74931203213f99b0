using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Continual;

/// <summary>The residual counts as much as it has earned.</summary>
[TestClass]
public sealed class ResidualWeightTests
{
    private const int Inputs = 4;

    private static readonly DataClassifierOptions Options = new() { ProjectionSize = 40 };

    [TestMethod]
    public void It_begins_at_a_third_of_its_limit_and_moves_to_the_side_that_errs_less()
    {
        var layout = new Layout();
        var gate = new ResidualWeight(layout, 0.9, learns: true);
        var memory = new LearnerMemory(new(), layout, new(), 1);
        Assert.AreEqual(0.3, gate.Value(memory), 1e-15);

        gate.Count(memory, [1, 0], [0, 1], 1, 10);
        Assert.AreEqual(0.9 * 11 / 13, gate.Value(memory), 1e-15);

        gate.Count(memory, [1, 0], [0, 1], 0, 1000);
        Assert.IsLessThan(0.01, gate.Value(memory));
        Assert.AreEqual(0.9, new ResidualWeight(new(), 0.9, learns: false).Value(memory));
    }

    [TestMethod]
    public void It_keeps_out_of_where_both_together_err_more_than_the_best_gate()
    {
        var layout = new Layout();
        var gate = new ResidualWeight(layout, 0.7, learns: true);
        var memory = new LearnerMemory(new(), layout, new(), 1);

        // Both err as often, but a residual that is sure outvotes scores that are hardly apart: together they are right with a closed gate alone.
        gate.Count(memory, [0.02, 0.01], [0, 1], 0, 100);
        gate.Count(memory, [0.01, 0.02], [1, 0], 0, 20);
        Assert.IsLessThan(0.15, gate.Value(memory));
    }

    [TestMethod]
    public void A_probability_is_worth_what_the_head_gives_the_class_of_a_row_beyond_the_others()
    {
        var layout = new Layout();
        var gate = new ResidualWeight(layout, 0.7, learns: true);
        var memory = new LearnerMemory(new(), layout, new(), 1);
        Assert.AreEqual(1, gate.Scale(memory));

        gate.CountLead(memory, 0.5, [0.2, 0.1, 0, 0.05], 0, 1e9);
        Assert.AreEqual(0.15, gate.Scale(memory), 1e-8);
        gate.CountLead(memory, 0.5, [0.3, 0, 0, 0], 0, 0.5e9);
        Assert.AreEqual(0.225, gate.Scale(memory), 1e-8);
        gate.CountLead(memory, 0.5, [0, 0.1, 0.2, 0.3], 0, 1e9);
        Assert.AreEqual(0, gate.Scale(memory));
        Assert.AreEqual(1, new ResidualWeight(new(), 0.7, learns: false).Scale(memory));
    }

    [TestMethod]
    public void Among_many_classes_of_few_rows_the_residual_does_not_outvote_the_head()
    {
        const int Classes = 20, Wide = 200;
        ContinualLearner<double> data = new DataClassifier<double>(Wide, new() { ProjectionSize = 300 });
        ContinualLearner<double> peer = new RanPac<double>(Wide, new() { ProjectionSize = 300 });
        for (int task = 0; task < Classes / 2; task++)
        {
            var rows = ClassClouds.Task<double>(Wide, 0.2, 30, (ulong)task, [2 * task, (2 * task) + 1]);
            (data, peer) = (data.Update(rows), peer.Update(rows));
        }

        var unseen = ClassClouds.Task<double>(Wide, 0.2, 30, 100, [.. Enumerable.Range(0, Classes)]);
        double own = ContinualEvaluation.Accuracy(data, unseen, null), plain = ContinualEvaluation.Accuracy(peer, unseen, null);
        Assert.IsGreaterThan(plain - 0.01, own);
    }

    [TestMethod]
    public void Rows_that_only_the_head_gets_wrong_open_it_and_rows_that_only_the_residual_gets_wrong_close_it()
    {
        foreach (bool isHeadWrong in (bool[])[true, false])
        {
            var learner = new DataClassifier<double>(Inputs, Options, 2).Update(ClassClouds.Task<double>(Inputs, 40, 1, 0, 1));
            var rows = Disputed(isHeadWrong);
            Assert.IsGreaterThan(20, rows.Count);
            double before = Gate(learner), after = Gate(learner.Update(rows));
            Assert.AreEqual(isHeadWrong ? 1 : -1, Math.Sign(after - before), $"of a task: {before} to {after}");

            learner.Learn(rows.Input(0), rows.Target(0), new double[2]);
            Assert.AreEqual(isHeadWrong ? 1 : -1, Math.Sign(Gate(learner) - before), $"of a row: {before} to {Gate(learner)}");
        }
    }

    [TestMethod]
    public void A_row_that_both_get_right_leaves_it_where_it_was()
    {
        var learner = new DataClassifier<double>(Inputs, Options, 2).Update(ClassClouds.Task<double>(Inputs, 40, 1, 0, 1));
        var rows = ClassClouds.Task<double>(Inputs, 20, 3, 0, 1);
        double before = Gate(learner);
        learner.Learn(rows.Input(0), rows.Target(0), new double[2]);
        Assert.AreEqual(before, Gate(learner));
    }

    [TestMethod]
    public void Row_by_row_it_counts_each_row_before_it_is_learnt_and_a_frozen_learner_counts_none()
    {
        var learner = new DataClassifier<double>(Inputs, Options, 2).Update(ClassClouds.Task<double>(Inputs, 40, 1, 0, 1));
        double before = Gate(learner);
        var wrong = ClassClouds.Task<double>(Inputs, 20, 3, 0, 1);
        double[] scores = new double[2];
        learner.Mode = UpdateMode.Frozen;
        learner.Learn(wrong.Input(0), [1 - wrong.Target(0)[0]], scores);
        Assert.AreEqual(before, Gate(learner));

        learner.Mode = UpdateMode.StateAndParameters;
        learner.Learn(wrong.Input(0), [1 - wrong.Target(0)[0]], scores);
        Assert.AreNotEqual(before, Gate(learner), "a label that both deny is an error of both");
        Assert.IsTrue(Gate(learner) is > 0 and < 0.7);
    }

    /// <summary>Rows far from all that was learnt, on whose class head and residual disagree; the one that is not wrong names it.</summary>
    private static TrainingRows<double> Disputed(bool isHeadWrong)
    {
        var learnt = ClassClouds.Task<double>(Inputs, 40, 1, 0, 1);
        var head = new DataClassifier<double>(Inputs, Options with { ResidualWeight = 0 }, 2).Update(learnt);
        var residual = new DataClassifier<double>(Inputs, Options with { ResidualWeight = 1, LearnsResidualWeight = false }, 2).Update(learnt);
        var near = ClassClouds.Task<double>(Inputs, 400, 2, 0, 1);
        var rows = new TrainingRows<double>(Inputs, 1);
        double[] first = new double[2], second = new double[2];
        for (int row = 0; row < near.Count; row++)
        {
            double[] far = [.. near.Input(row).ToArray().Select((value, i) => value * (i % 2 == 0 ? -4 : 4))];
            head.Predict(far, first);
            residual.Predict(far, second);
            int said = BestClass.Of<double>(first), other = BestClass.Of<double>(second);
            if (said != other)
            {
                rows.Add(far, [isHeadWrong ? other : said]);
            }
        }

        return rows;
    }

    private static double Gate(ContinualLearner<double> learner) => ((DataClassifier<double>)learner).Gate;
}
