using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Training;

[TestClass]
public sealed class TrainingTasksTests
{
    private static readonly TaskRow[] Rows =
    [
        new() { Task = "one", Label = "b", Number = 0 },
        new() { Task = "two", Label = "c", Number = 1 },
        new() { Task = "one", Label = "", Number = 2 },
        new() { Task = "one", Label = "a", Number = 3 },
        new() { Task = "two", Label = "b", Number = 4 },
        new() { Task = "one", Label = "c", Number = 5 },
        new() { Task = "two", Label = "d", Number = 6 },
    ];

    [TestMethod]
    public void Classes_of_a_task_stand_in_front_of_those_of_the_next_though_rows_alternate()
    {
        var (tasks, columns) = Read(Rows, known: null);

        CollectionAssert.AreEqual(new[] { "b", "a", "c", "d" }, columns.Classes!.Names);
        CollectionAssert.AreEqual(new[] { "one", "two" }, tasks.Select(task => task.Name).ToArray());
        CollectionAssert.AreEqual(new[] { 3, 4 }, tasks.Select(task => task.ClassCount).ToArray());
        CollectionAssert.AreEqual(new[] { 0f, float.NaN, 1f, 2f }, Targets(tasks[0]));
        CollectionAssert.AreEqual(new[] { 2f, 0f, 3f }, Targets(tasks[1]));
        CollectionAssert.AreEqual(new[] { 0f, 2f, 3f, 5f }, Enumerable.Range(0, 4).Select(row => tasks[0].Rows.Input(row)[0]).ToArray());
    }

    [TestMethod]
    public void Classes_that_are_known_keep_their_indices()
    {
        var (tasks, columns) = Read(Rows, new ClassLabels(new TextLabels(), "d", "a"));

        CollectionAssert.AreEqual(new[] { "d", "a", "b", "c" }, columns.Classes!.Names);
        CollectionAssert.AreEqual(new[] { 2f, float.NaN, 1f, 3f }, Targets(tasks[0]));
        CollectionAssert.AreEqual(new[] { 3f, 2f, 0f }, Targets(tasks[1]));
    }

    [TestMethod]
    public void Where_none_may_open_a_label_that_is_no_class_has_none()
    {
        var (tasks, _) = Read(Rows, new ClassLabels(new TextLabels(), "b"), opensClasses: false);

        CollectionAssert.AreEqual(new[] { 0f, float.NaN, -1f, -1f }, Targets(tasks[0]));
    }

    [TestMethod]
    public void The_rows_are_read_once()
    {
        int reads = 0;

        Read(Counted(), known: null);

        Assert.AreEqual(1, reads);

        IEnumerable<TaskRow> Counted()
        {
            reads++;
            foreach (var row in Rows)
            {
                yield return row;
            }
        }
    }

    [TestMethod]
    public void A_row_without_a_task_and_rows_without_a_label_are_refused()
    {
        var taskless = Assert.ThrowsExactly<InvalidOperationException>(() => Read([Rows[0], new() { Label = "a" }], known: null));
        var unlabelled = Assert.ThrowsExactly<InvalidOperationException>(() => Read([Rows[2]], known: null));

        Assert.Contains("Row 1 has no task", taskless.Message);
        Assert.Contains("No row has a label", unlabelled.Message);
    }

    private static (IReadOnlyList<TrainingTask> Tasks, OnlineColumns Columns) Read(IEnumerable<TaskRow> rows, ClassLabels? known, bool opensClasses = true)
    {
        var view = Sample.Context.Data.LoadFromEnumerable(rows);
        return TrainingTasks.Read(view, OnlineColumns.For(view.Schema, "Features", "Label", "Score") with { Classes = known }, "Task", opensClasses);
    }

    private static float[] Targets(TrainingTask task) => [.. Enumerable.Range(0, task.Rows.Count).Select(row => task.Rows.Target(row)[0])];

    private sealed class TaskRow
    {
        public string Task { get; set; } = "";

        public string Label { get; set; } = "";

        public float Number { get; set; }

        [VectorType(1)]
        public float[] Features => [Number];
    }
}
