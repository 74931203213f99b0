using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Reads a classifier's view into memory, task by task.</summary>
internal static class TrainingTasks
{
    /// <summary>
    /// Divides the rows by the values of a column. The tasks are in the order of their first appearance; within a task the order of the view is kept. Classes
    /// are learnt as they occur, whatever the label's type: behind those known already, in the order of first appearance, those of a task in front of those of
    /// the next. Where the label is a key, its values have slots in their order, whether they occur or not. The view is read once.
    /// </summary>
    /// <param name="data">The view.</param>
    /// <param name="columns">The columns, whose classes are those known already; null for none.</param>
    /// <param name="taskColumnName">The column of the tasks: text, an integer or a key; null where all rows are of one.</param>
    /// <param name="opensClasses">
    /// Whether a label that is no class becomes one, if a row with it can be learnt; else its target is −1.
    /// </param>
    /// <param name="options">What is one class, where none are known; null for the defaults.</param>
    /// <param name="largestWeight">Largest weight of a row that can be learnt.</param>
    /// <returns>The tasks, and the columns with all classes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">
    /// There are no rows, or no class; a row has no task; or there are more classes than there may be.
    /// </exception>
    public static (IReadOnlyList<TrainingTask> Tasks, OnlineColumns Columns) Read(
        IDataView data, OnlineColumns columns, string? taskColumnName, bool opensClasses = true, LabelOptions? options = null,
        double largestWeight = double.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(columns);
        var task = ColumnChecks.FindNamed(data.Schema, ColumnRole.Task, taskColumnName);
        var label = columns.Classes is null ? ColumnChecks.ClassLabel(data.Schema, columns.Label!) : OnlineColumnChecks.Label(data.Schema, columns);
        var known = columns.Classes ?? new(LabelTypes.Of(label)!, [], [], options);
        known = opensClasses ? known.WithKeysOf(label) : known;
        var opened = new OrderedDictionary<string, int>(known.Options.Comparer);
        var tasks = ReadRows(data, columns with { Classes = known }, label, task, opensClasses ? opened : null, largestWeight);

        var classes = known;
        var counts = new List<int>();
        foreach (var rows in tasks.Values)
        {
            classes = classes.Append([.. rows.Opened.Select(index => opened.GetAt(index).Key).Where(name => classes.IndexOf(name) < 0)]);
            counts.Add(classes.LearntCount);
        }

        columns = columns with { Classes = classes.RequireSome(label.Name) };

        // A label that has opened no class is that of rows which no learner takes, whatever their class.
        Number(tasks.Values, known.LearntCount, [.. opened.Keys.Select(name => (float)Math.Max(0, classes.IndexOf(name)))]);
        return ([.. tasks.Zip(counts, (each, count) => new TrainingTask(task is null ? null : each.Key, each.Value.Rows, count))], columns);
    }

    /// <summary>
    /// Reads the rows of each task. The target of a label that opens a class stands for its place among those opened, behind the classes that are known.
    /// </summary>
    private static OrderedDictionary<string, TaskRows> ReadRows(
        IDataView data, OnlineColumns columns, DataViewSchema.Column label, DataViewSchema.Column? task, OrderedDictionary<string, int>? opened,
        double largestWeight)
    {
        var tasks = new OrderedDictionary<string, TaskRows>(StringComparer.Ordinal);
        using var reader = new LabelledRows(data, columns, size: null, task is { } other ? [other] : []);
        var taskOf = task is { } column ? ClassLabels.CreateNameReader(reader.Row, column) : static () => "";
        var labelOf = opened is null ? null : ClassLabels.CreateNameReader(reader.Row, label);
        while (reader.MoveNext())
        {
            string name = taskOf();
            if (task is { } named && name.Length == 0)
            {
                throw new InvalidOperationException($"Row {reader.Row.Position} has no task in column '{named.Name}'.");
            }

            if (!tasks.TryGetValue(name, out var rows))
            {
                tasks[name] = rows = new(new(reader.InputNames.Count, 1));
            }

            float target = reader.ReadTarget()[0];
            var input = reader.ReadInput();
            var context = reader.ReadContext();
            if (opened is not null && target < 0)
            {
                string value = columns.Classes!.Options.Clean(labelOf!());
                if (!opened.TryGetValue(value, out int index))
                {
                    opened[value] = index = opened.Count;
                }

                if (TaskRow.Judge(input, index, context.Weight, largestWeight).Verdict == UpdateVerdict.Applied)
                {
                    rows.Open(index);
                }

                target = columns.Classes.LearntCount + index;
            }

            rows.Rows.Add(input, [target], context);
        }

        return tasks.Count > 0 ? tasks : throw new InvalidOperationException("The data to train on has no rows.");
    }

    /// <summary>Gives opened classes their indices. Where tasks do not alternate, they have them already.</summary>
    private static void Number(IEnumerable<TaskRows> tasks, int known, float[] indices)
    {
        if (indices.Select((index, place) => index == known + place).All(isRight => isRight))
        {
            return;
        }

        foreach (var rows in tasks.Select(task => task.Rows))
        {
            for (int row = 0; row < rows.Count; row++)
            {
                if (rows.Target(row)[0] >= known)
                {
                    rows.SetTarget(row, [indices[(int)rows.Target(row)[0] - known]]);
                }
            }
        }
    }

    private sealed class TaskRows(TrainingRows<float> rows)
    {
        private readonly HashSet<int> _seen = [];

        public TrainingRows<float> Rows { get; } = rows;

        /// <summary>The classes that its labels open, in the order of first appearance.</summary>
        public List<int> Opened { get; } = [];

        public void Open(int index)
        {
            if (_seen.Add(index))
            {
                Opened.Add(index);
            }
        }
    }
}
