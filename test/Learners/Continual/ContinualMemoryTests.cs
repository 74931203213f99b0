using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Continual;

/// <summary>What a continual learner keeps, and that it is known beforehand.</summary>
[TestClass]
public sealed class ContinualMemoryTests
{
    private const int Inputs = 40, Features = 50;

    private static readonly DataClassifierOptions Options = new() { ProjectionSize = Features, L2Regularization = 1 };

    [TestMethod]
    public void A_checkpoint_grows_by_weights_and_not_by_covariances_of_classes_that_rest()
    {
        ContinualLearner<double> learner = new DataClassifier<double>(Inputs, Options);
        for (int task = 0; task < 6; task++)
        {
            learner = learner.Update(Task(task, 2 * task, (2 * task) + 1));
        }

        int[] words = [.. learner.Tasks.Select(task => task.CheckpointWords)];
        Assert.IsLessThan(8 * (Features + 40), words[^1] - words[1], "eight further classes");
        CollectionAssert.AreEqual(new[] { 10, 11 }, learner.Tasks[^1].ChangedClasses);

        learner.Learn(Task(9, 3).Input(0), [3], new double[learner.ClassCount]);
        var next = learner.Update(Task(7, 5));
        CollectionAssert.AreEqual(new[] { 3, 5 }, next.Tasks[^1].ChangedClasses, "one row by row, one in the task");
        CollectionAssert.AreEqual(new[] { 5 }, next.Update(Task(8, 5)).Tasks[^1].ChangedClasses);
    }

    [TestMethod]
    public void At_a_task_it_predicts_as_then_whatever_was_learnt_since()
    {
        var first = new DataClassifier<double>(Inputs, Options).Update(Task(1, 0, 1, 2), "first");
        double[] then = ClassClouds.Scores(first, Task(9, 0, 1, 2));
        double[] scores = new double[first.ClassCount];
        var rows = Task(2, 1);
        for (int row = 0; row < rows.Count; row++)
        {
            first.Learn(rows.Input(row), rows.Target(row), scores);
        }

        var second = first.Update(Task(3, 0, 3), "second");
        var third = second.Update(Task(4, 2, 3), "third");
        CollectionAssert.AreEqual(then, ClassClouds.Scores(third.AtTask("first"), Task(9, 0, 1, 2)));
        CollectionAssert.AreEqual(ClassClouds.Scores(second, Task(9, 0, 3)), ClassClouds.Scores(third.AtTask("second"), Task(9, 0, 3)));
    }

    [TestMethod]
    public void Covariances_are_not_factored_at_every_row()
    {
        ContinualLearner<double> learner = new DataClassifier<double>(Inputs, Options).Update(ClassClouds.Task<double>(Inputs, 100, 1, 0, 1));
        byte[] before = Factors();
        var rows = Task(2, 0);
        int row = 0;
        for (; row < 6; row++)
        {
            learner.Learn(rows.Input(row), rows.Target(row), new double[2]);
            CollectionAssert.AreEqual(before, Factors());
        }

        learner.Learn(rows.Input(row), rows.Target(row), new double[2]);
        CollectionAssert.AreNotEqual(before, Factors(), "a sixteenth more rows");

        byte[] Factors()
        {
            var field = learner.Memory.State.Layout.Find("classes.factors")!.Value;
            return learner.Memory.State.Bytes.Slice(field.Offset, field.Length * sizeof(double)).ToArray();
        }
    }

    [TestMethod]
    public void Many_inputs_take_no_more_room_for_covariances()
    {
        var wide = new DataClassifier<double>(3000, Options).Update(ClassClouds.Task<double>(3000, 10, 1, 0, 1));
        var narrow = new DataClassifier<double>(128, Options).Update(ClassClouds.Task<double>(128, 10, 1, 0, 1));
        Assert.IsLessThan(narrow.SharedBytes + (3000 * 10 * sizeof(double)), wide.SharedBytes);
        Assert.AreEqual(1, ContinualEvaluation.Accuracy(wide, ClassClouds.Task<double>(3000, 10, 2, 0, 1), null));
    }

    [TestMethod]
    public void What_could_not_be_saved_is_refused_before_it_is_learnt_and_the_option_is_named()
    {
        var pseudo = ContinualMachines.Data with { Head = DataClassifierHead.PseudoInput };
        Assert.Contains("DataClassifierHead.Analytic", Refusal(() => ContinualLearner<double>.Create(4000, pseudo, 10)));
        Assert.Contains("DataClassifierHead.Analytic", Refusal(() => ContinualLearner<double>.Create(60_000, pseudo)), "more than can be counted");
        Assert.Contains("RanPacOptions", Refusal(() => ContinualLearner<double>.Create(12_000, new StreamingLdaOptions())));

        var small = ContinualLearner<double>.Create(1000, pseudo, 2);
        Assert.Contains("DataClassifierHead.Analytic", Refusal(() => small.WithClasses(90)));
        LearntTask kept = new() { Classes = [0], ClassCount = 1, Rows = 1, CheckpointWords = 30 << 20 };
        var shape = ContinualShape.Begin(2, 1).With(kept).With(kept).With(kept);
        Assert.Contains("TaskCheckpoints.None", Refusal(() => Assert.IsNull(new RanPac<double>(shape, new()))));

        static string Refusal(Action action) => Assert.ThrowsExactly<InvalidOperationException>(action).Message;
    }

    private static TrainingRows<double> Task(int seed, params int[] classes) => ClassClouds.Task<double>(Inputs, 12, (ulong)seed + 1, classes);
}
