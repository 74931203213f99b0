using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Rows each of which is for itself: read in whatever order, and by as many cursors, as the source allows.</summary>
internal sealed class RowsView(IDataView source, OnlineMapper mapper) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => mapper.OutputSchema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        return Over(source.GetRowCursor(mapper.GetDependencies(columns), rand), columns);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        return Array.ConvertAll(source.GetRowCursorSet(mapper.GetDependencies(columns), n, rand), cursor => Over(cursor, columns));
    }

    private StreamCursor Over(DataViewRowCursor cursor, DataViewSchema.Column[] columns) => new(cursor, mapper.GetRow(cursor, columns));
}
