using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Reads a classifier's view into memory, task by task.</summary>
public static class TrainingTasks
{
    /// <summary>
    /// Divides the rows by the values of a column, the tasks in the order of their first appearance; within a task the order of the view is kept. Classes are what occurs, whatever the label's type: behind those
    /// known already, in the order of first appearance, those of a task in front of those of the next. The view is read twice.
    /// </summary>
    /// <param name="data">The view.</param>
    /// <param name="columns">The columns, whose classes are those known already; null for none.</param>
    /// <param name="taskColumnName">The column of the tasks: text, an integer or a key; null where all rows are of one.</param>
    /// <param name="opensClasses">Whether a label that is no class becomes one; else its target is −1.</param>
    /// <returns>The tasks, and the columns with all classes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are no rows, or no class; a row has no task; or there are more classes than a saved model can write.</exception>
    public static (IReadOnlyList<TrainingTask> Tasks, OnlineColumns Columns) Read(IDataView data, OnlineColumns columns, string? taskColumnName, bool opensClasses = true)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(columns);
        var task = ColumnChecks.FindNamed(data.Schema, ColumnRole.Task, taskColumnName);
        var label = columns.Classes is null ? ColumnChecks.ClassLabel(data.Schema, columns.Label!) : OnlineColumnChecks.Label(data.Schema, columns);
        var labels = LabelsByTask(data, label, task);
        var classes = columns.Classes ?? new(LabelTypes.Of(label)!);
        var classCounts = new List<int>();
        foreach (string[] names in labels.Values)
        {
            classes = opensClasses ? classes.Append([.. names.Where(name => classes.IndexOf(name) < 0)]) : classes;
            classCounts.Add(classes.Count);
        }

        columns = columns with { Classes = classes.RequireSome(label.Name) };
        using var reader = new LabelledRows(data, columns, size: null, task is { } other ? [other] : []);
        var rows = labels.Keys.ToDictionary(name => name, _ => new TrainingRows<float>(reader.InputNames.Count, 1));
        var nameOf = NameReader(reader.Row, task);
        while (reader.MoveNext())
        {
            rows[nameOf()].Add(reader.ReadInput(), reader.ReadTarget(), reader.ReadContext());
        }

        return ([.. labels.Keys.Zip(classCounts, (name, count) => new TrainingTask(task is null ? null : name, rows[name], count))], columns);
    }

    /// <summary>The labels of each task, tasks and labels in the order of first appearance.</summary>
    private static OrderedDictionary<string, string[]> LabelsByTask(IDataView data, DataViewSchema.Column label, DataViewSchema.Column? task)
    {
        var labels = new OrderedDictionary<string, OrderedDictionary<string, bool>>(StringComparer.Ordinal);
        using var cursor = data.GetRowCursor([label, .. task is { } column ? [column] : Array.Empty<DataViewSchema.Column>()]);
        var (nameOf, labelOf) = (NameReader(cursor, task), ClassLabels.CreateNameReader(cursor, label));
        while (cursor.MoveNext())
        {
            string name = nameOf();
            if (task is { } named && name.Length == 0)
            {
                throw new InvalidOperationException($"Row {cursor.Position} has no task in column '{named.Name}'.");
            }

            if (!labels.TryGetValue(name, out var seen))
            {
                labels[name] = seen = new(StringComparer.Ordinal);
            }

            string value = labelOf();
            if (value.Length > 0)
            {
                seen[value] = true;
            }
        }

        return labels.Count > 0
            ? new(labels.Select(each => KeyValuePair.Create(each.Key, each.Value.Keys.ToArray())), StringComparer.Ordinal)
            : throw new InvalidOperationException("The data to train on has no rows.");
    }

    private static Func<string> NameReader(DataViewRow row, DataViewSchema.Column? task) => task is { } column ? ClassLabels.CreateNameReader(row, column) : static () => "";
}
