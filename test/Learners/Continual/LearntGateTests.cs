using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Continual;

/// <summary>The residual counts as much as it has earned.</summary>
[TestClass]
public sealed class LearntGateTests
{
    private const int Inputs = 4;

    private static readonly DataClassifierOptions Options = new() { ProjectionSize = 40 };

    [TestMethod]
    public void It_begins_at_a_third_of_its_limit_and_moves_to_the_side_that_errs_less()
    {
        var layout = new Layout();
        var gate = new LearntGate(layout, 0.9, learns: true);
        var memory = new LearnerMemory(new(), layout, new(), 1);
        Assert.AreEqual(0.3, gate.Value(memory), 1e-15);

        gate.Count(memory, isHeadRight: false, isResidualRight: true, 10);
        Assert.AreEqual(0.9 * 11 / 13, gate.Value(memory), 1e-15);

        gate.Count(memory, isHeadRight: true, isResidualRight: false, 1000);
        Assert.IsLessThan(0.01, gate.Value(memory));
        Assert.AreEqual(0.9, new LearntGate(new(), 0.9, learns: false).Value(memory));
    }

    [TestMethod]
    public void Rows_that_only_the_head_gets_wrong_open_it_before_they_are_learnt()
    {
        var learner = new DataClassifier<double>(Inputs, Options, 2).Update(ClassClouds.Task<double>(Inputs, 40, 1, 0, 1));
        double before = Gate(learner);
        var far = new TrainingRows<double>(Inputs, 1);
        var near = ClassClouds.Task<double>(Inputs, 30, 2, 0, 1);
        for (int row = 0; row < near.Count; row++)
        {
            far.Add([.. near.Input(row).ToArray().Select(value => -4 * value)], near.Target(row));
        }

        var moved = learner.Update(far);
        double[] scores = new double[2], residual = new double[2];
        var alone = new DataClassifier<double>(Inputs, Options with { ResidualGate = 1, LearnsResidualGate = false }, 2).Update(ClassClouds.Task<double>(Inputs, 40, 1, 0, 1));
        var head = new DataClassifier<double>(Inputs, Options with { ResidualGate = 0 }, 2).Update(ClassClouds.Task<double>(Inputs, 40, 1, 0, 1));
        int headErrors = 0, residualErrors = 0;
        for (int row = 0; row < far.Count; row++)
        {
            head.Predict(far.Input(row), scores);
            alone.Predict(far.Input(row), residual);
            headErrors += BestClass.Of<double>(scores) == (int)far.Target(row)[0] ? 0 : 1;
            residualErrors += BestClass.Of<double>(residual) == (int)far.Target(row)[0] ? 0 : 1;
        }

        Assert.IsGreaterThan(0, headErrors + residualErrors);
        Assert.AreEqual(Math.Sign(((headErrors + 1.0) / (headErrors + residualErrors + 3)) - (before / Options.ResidualGate)), Math.Sign(Gate(moved) - before));
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

    private static double Gate(ContinualLearner<double> learner) => ((DataClassifier<double>)learner).Gate;
}
