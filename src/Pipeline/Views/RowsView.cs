using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Rows that do not depend on each other: read in whatever order, and by as many cursors, as the source allows.</summary>
internal sealed class RowsView(IDataView source, StreamMapper mapper) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => mapper.OutputSchema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        return new StreamCursor(source.GetRowCursor(mapper.GetDependencies(columns), rand), mapper, columns);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        var cursors = source.GetRowCursorSet(mapper.GetDependencies(columns), n, rand);
        return Array.ConvertAll(cursors, DataViewRowCursor (cursor) => new StreamCursor(cursor, mapper, columns));
    }
}
