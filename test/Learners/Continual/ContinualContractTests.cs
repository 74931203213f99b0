using AdaptiveML.Learners.Continual;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Continual;

/// <summary>What every continual learner promises from task to task. One joins by a line in <see cref="ContinualMachines"/>.</summary>
[TestClass]
public sealed class ContinualContractTests
{
    private const int Inputs = ContinualMachines.Inputs;

    public static IEnumerable<object[]> Machines() => ContinualMachines.Rows();

    [TestMethod]
    [DynamicData(nameof(Machines))]
    public void An_update_twice_or_with_a_save_between_gives_the_same_bits(string name, Func<TaskCheckpoints, ContinualLearner<double>> make)
    {
        var first = make(TaskCheckpoints.Scoring).Update(Task(1, 0, 1), "first");
        byte[] payload = SavedLearner.Encode(first, new Dictionary<string, string>());
        var loaded = (ContinualLearner<double>)ContinualCodecs<double>.All.Decode(payload, LearnerPayload.ReadHeader(payload));
        Assert.AreEqual(first.HashText(), loaded.HashText(), name);
        Assert.AreEqual("first", loaded.Tasks[0].Name, name);

        string expected = first.Update(Task(2, 2, 3)).HashText();
        Assert.AreEqual(expected, first.Update(Task(2, 2, 3)).HashText(), name);
        Assert.AreEqual(expected, loaded.Update(Task(2, 2, 3)).HashText(), name);
        Assert.AreEqual(expected, ((ContinualLearner<double>)first.Clone()).Update(Task(2, 2, 3)).HashText(), name);
    }

    [TestMethod]
    [DynamicData(nameof(Machines))]
    public void Rows_and_tasks_may_take_turns_with_a_save_between(string name, Func<TaskCheckpoints, ContinualLearner<double>> make)
    {
        var learner = make(TaskCheckpoints.Scoring).Update(Task(1, 0, 1));
        LearnRows(learner, Task(2, 0, 1));
        byte[] payload = SavedLearner.Encode(learner, new Dictionary<string, string>());
        var loaded = (ContinualLearner<double>)ContinualCodecs<double>.All.Decode(payload, LearnerPayload.ReadHeader(payload));
        foreach (var each in new[] { learner, loaded })
        {
            LearnRows(each, Task(3, 1, 0));
        }

        Assert.AreEqual(learner.Update(Task(4, 2)).HashText(), loaded.Update(Task(4, 2)).HashText(), name);
    }

    [TestMethod]
    [DynamicData(nameof(Machines))]
    public void An_update_leaves_the_learner_as_it_was(string name, Func<TaskCheckpoints, ContinualLearner<double>> make)
    {
        var learner = make(TaskCheckpoints.Scoring).Update(Task(1, 0, 1));
        string before = learner.HashText();
        learner.Update(Task(2, 2, 0));
        Assert.AreEqual(before, learner.HashText(), name);
        Assert.HasCount(1, learner.Tasks, name);
    }

    [TestMethod]
    [DynamicData(nameof(Machines))]
    public void At_a_task_it_predicts_the_same_bits_as_then(string name, Func<TaskCheckpoints, ContinualLearner<double>> make)
    {
        foreach (var kept in new[] { TaskCheckpoints.Scoring, TaskCheckpoints.Whole })
        {
            var (first, second, last) = Three(make(kept));
            var (atFirst, atSecond) = (last.AtTask("first"), last.AtTask(1));
            CollectionAssert.AreEqual(ClassClouds.Scores(first, Task(9, 0, 1)), ClassClouds.Scores(atFirst, Task(9, 0, 1)), name);
            CollectionAssert.AreEqual(ClassClouds.Scores(second, Task(9, 0, 1)), ClassClouds.Scores(atSecond, Task(9, 0, 1)), name);
            CollectionAssert.AreEqual(ClassClouds.Scores(first, Task(9, 0, 1)), ClassClouds.Scores(atSecond.AtTask("first"), Task(9, 0, 1)), name);
            Assert.AreEqual(kept == TaskCheckpoints.Scoring, atFirst.IsScoringOnly, name);
            if (kept == TaskCheckpoints.Whole)
            {
                CollectionAssert.AreEqual(
                    ClassClouds.Scores(first.Update(Task(5, 2)), Task(9, 0, 2)), ClassClouds.Scores(atFirst.Update(Task(5, 2)), Task(9, 0, 2)), name);
            }
            else
            {
                Assert.ThrowsExactly<InvalidOperationException>(() => atFirst.Update(Task(5, 2)), name);
                Assert.AreEqual(UpdateReason.NothingToLearn, atFirst.Learn(new double[Inputs], [0], new double[atFirst.ClassCount]).Reason, name);
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Machines))]
    public void Classes_are_appended_and_keep_their_places(string name, Func<TaskCheckpoints, ContinualLearner<double>> make)
    {
        var (first, _, last) = Three(make(TaskCheckpoints.None));
        Assert.AreEqual(2, first.ClassCount, name);
        Assert.AreEqual(5, last.ClassCount, name);
        CollectionAssert.AreEqual(new[] { 2, 3 }, last.Tasks[1].Classes, name);
        double[] scores = new double[5], old = new double[2], fresh = ClassClouds.Scores(first, Task(9, 1));
        last.PredictInTask(0, Task(9, 1).Input(0), scores);
        first.Predict(Task(9, 1).Input(0), old);
        Assert.AreEqual(BestClass.Of<double>(old), BestClass.Of<double>(scores.AsSpan(0, 2)), name);
        Assert.IsTrue(scores[2..].All(double.IsNegativeInfinity), name);
        Assert.HasCount(2 * Task(9, 1).Count, fresh, name);
        Assert.ThrowsExactly<InvalidOperationException>(() => last.AtTask(0), name);
    }

    [TestMethod]
    [DynamicData(nameof(Machines))]
    public void It_learns_a_task_and_what_it_stores_does_not_grow_with_the_rows(string name, Func<TaskCheckpoints, ContinualLearner<double>> make)
    {
        var (few, many) = (
            make(TaskCheckpoints.Scoring).Update(Task(1, 0, 1)), make(TaskCheckpoints.Scoring).Update(ClassClouds.Task<double>(Inputs, 400, 1, 0, 1)));
        Assert.IsGreaterThan(0.9, ContinualEvaluation.Accuracy(many, Task(9, 0, 1), null), name);
        Assert.AreEqual(few.Memory.State.Layout.ByteLength, many.Memory.State.Layout.ByteLength, name);
        Assert.AreEqual(few.Memory.Parameters.Layout.ByteLength, many.Memory.Parameters.Layout.ByteLength, name);
        Assert.AreEqual((800L, 800L), (many.Tasks[0].Rows, many.Counts.Applied), name);
    }

    [TestMethod]
    public void What_cannot_be_learnt_is_refused_by_name()
    {
        var learner = new NearestMeanClassifier<double>(2, new()).Update(Rows(([1, 2], 0), ([2, 1], 1)), "one");
        Assert.Contains("gap", Assert.Throws<ArgumentException>(() => learner.Update(Rows(([1, 1], 3)))).Message);
        Assert.Contains("one", Assert.Throws<ArgumentException>(() => learner.Update(Rows(([1, 1], 0)), "one")).Message);
        Assert.Contains("0.5", Assert.Throws<ArgumentException>(() => learner.Update(Rows(([1, 1], 0.5)))).Message);
        Assert.Contains("no row", Assert.Throws<ArgumentException>(() => learner.Update(Rows(([double.NaN, 1], 0), ([1, 1], double.NaN)))).Message);
        Assert.Contains("nothing", Assert.Throws<ArgumentException>(() => learner.AtTask("nothing")).Message);
        Assert.Throws<ArgumentException>(() => learner.Update(new TrainingRows<double>(3, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RanPac<double>(2, new() { ProjectionSize = 5001 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataClassifier<double>(4, new() { Head = DataClassifierHead.Softmax }));
    }

    [TestMethod]
    public void Rows_that_cannot_be_used_are_counted_and_change_nothing()
    {
        var clean = new StreamingLda<double>(2, new()).Update(Rows(([1, 2], 0), ([2, 1], 1), ([3, 3], 1)));
        var mixed = new StreamingLda<double>(2, new()).Update(Rows(([1, 2], 0), ([double.NaN, 1], 1), ([2, 1], 1), ([5, 5], double.NaN), ([3, 3], 1)));
        CollectionAssert.AreEqual(clean.Memory.Parameters.Bytes.ToArray(), mixed.Memory.Parameters.Bytes.ToArray());
        Assert.AreEqual((1L, 1L), (mixed.Count(UpdateReason.NonFiniteInput), mixed.Count(UpdateReason.MissingTarget)));
    }

    [TestMethod]
    public void A_payload_of_another_machine_is_refused()
    {
        var regressor = new LruRegressor<double>(2, new());
        byte[] payload = regressor.Encode(new Dictionary<string, string>());
        Assert.Contains(
            "lru-regressor",
            Assert.ThrowsExactly<InvalidDataException>(() => ContinualCodecs<double>.All.Decode(payload, LearnerPayload.ReadHeader(payload))).Message);
    }

    private static (ContinualLearner<double> First, ContinualLearner<double> Second, ContinualLearner<double> Last) Three(ContinualLearner<double> learner)
    {
        var first = learner.Update(Task(1, 0, 1), "first");
        var second = first.Update(Task(2, 2, 3), "second");
        return (first, second, second.Update(Task(3, 4, 0), "third"));
    }

    private static TrainingRows<double> Task(ulong seed, params int[] classes) => ClassClouds.Task<double>(Inputs, 25, seed, classes);

    private static void LearnRows(ContinualLearner<double> learner, TrainingRows<double> rows)
    {
        double[] scores = new double[learner.ClassCount];
        for (int row = 0; row < rows.Count; row++)
        {
            Assert.AreEqual(UpdateVerdict.Applied, learner.Learn(rows.Input(row), rows.Target(row), scores).Verdict);
        }
    }

    private static TrainingRows<double> Rows(params (double[] Input, double Label)[] rows)
    {
        var task = new TrainingRows<double>(2, 1);
        foreach (var (input, label) in rows)
        {
            task.Add(input, [label]);
        }

        return task;
    }
}
