using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>A stream that is followed: one cursor, in order.</summary>
internal sealed class StreamView(IDataView source, OnlineMapper mapper) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => mapper.OutputSchema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        var cursor = source.GetRowCursor(mapper.GetDependencies(columns));
        return new StreamCursor(cursor, mapper.GetRow(cursor, columns));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded)];
}
