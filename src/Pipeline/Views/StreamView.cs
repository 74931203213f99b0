using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>A stream that is followed: one cursor, in order.</summary>
internal sealed class StreamView(IDataView source, StreamMapper mapper) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => mapper.OutputSchema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        return new StreamCursor(source.GetRowCursor(mapper.GetDependencies(columns)), mapper, columns);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded)];
}
