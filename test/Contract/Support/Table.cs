using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Contract.Support;

/// <summary>What a view holds, as text.</summary>
public sealed class Table(string[] columns, string[][] rows)
{
    /// <summary>Reads columns, or all that are not hidden, and no others, in one pass.</summary>
    public static Table Of(IDataView view, params string[] columns) => Of(view, Once, columns);

    /// <summary>Reads each row as often as is said, and only moves over those that are not to be read.</summary>
    public static Table Of(IDataView view, Func<int, int> times, params string[] columns)
    {
        var active = Columns(view.Schema, columns);
        return Of(active, view.GetRowCursor(active), times);
    }

    /// <summary>Reads the rows in an order that the view may choose by chance.</summary>
    public static Table OfShuffled(IDataView view)
    {
        var active = Columns(view.Schema, []);
        return Of(active, view.GetRowCursor(active, new Random(1)), Once);
    }

    /// <summary>Reads a set of parallel cursors, each in a thread of its own, and puts their rows in the order of their batches.</summary>
    public static Table OfCursorSet(IDataView view, int count)
    {
        var active = Columns(view.Schema, []);
        var parts = view.GetRowCursorSet(active, count).Select(cursor => Task.Factory.StartNew(
            () =>
            {
                using (cursor)
                {
                    return Rows(cursor, active, Once).ToArray();
                }
            },
            TaskCreationOptions.LongRunning)).ToArray();
        return Of(active, parts.SelectMany(part => part.Result).OrderBy(row => row.Batch).Select(row => row.Cells));
    }

    /// <summary>Reads the rows that a mapper makes of a view's, one by one.</summary>
    public static Table OfRowMapper(IRowToRowMapper mapper, IDataView view, params string[] columns)
    {
        var active = Columns(mapper.OutputSchema, columns);
        using var cursor = view.GetRowCursor(mapper.GetDependencies(active));
        using var row = mapper.GetRow(cursor, active);
        var readers = Array.ConvertAll(active, column => Cell.Reader(row, column));
        var cells = new List<string[]>();
        while (cursor.MoveNext())
        {
            cells.Add(Array.ConvertAll(readers, reader => reader()));
        }

        return Of(active, cells);
    }

    /// <summary>One line a row: all columns in alphabetical order, or those named.</summary>
    public string[] Lines(params string[] names)
    {
        int[] order = names.Length == 0
            ? [.. Enumerable.Range(0, columns.Length).OrderBy(i => columns[i], StringComparer.Ordinal)]
            : Array.ConvertAll(names, name => Array.IndexOf(columns, name));
        return Array.ConvertAll(rows, row => string.Join(" | ", order.Select(i => $"{columns[i]} = {row[i]}")));
    }

    private static Table Of(DataViewSchema.Column[] active, DataViewRowCursor cursor, Func<int, int> times)
    {
        using (cursor)
        {
            return Of(active, Rows(cursor, active, times).Select(row => row.Cells));
        }
    }

    private static Table Of(DataViewSchema.Column[] active, IEnumerable<string[]> rows) =>
        new(Array.ConvertAll(active, column => column.Name), [.. rows]);

    private static DataViewSchema.Column[] Columns(DataViewSchema schema, string[] names) =>
        names.Length == 0 ? [.. schema.Where(column => !column.IsHidden)] : Array.ConvertAll(names, name => schema[name]);

    private static IEnumerable<(long Batch, string[] Cells)> Rows(DataViewRowCursor cursor, DataViewSchema.Column[] active, Func<int, int> times)
    {
        var readers = Array.ConvertAll(active, column => Cell.Reader(cursor, column));
        for (int i = 0; cursor.MoveNext(); i++)
        {
            string[]? cells = null;
            for (int time = times(i); time > 0; time--)
            {
                string[] read = Array.ConvertAll(readers, reader => reader());
                CollectionAssert.AreEqual(cells ?? read, read, $"row {i} read again");
                cells = read;
            }

            if (cells is not null)
            {
                yield return (cursor.Batch, cells);
            }
        }
    }

    private static int Once(int row) => 1;
}
