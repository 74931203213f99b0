namespace Microsoft.ML.Data;

// Writes a cursor's current row into a batch.
internal sealed class RowBatchWriter
{
    private readonly ValueGetter<DataViewRowId> _id;
    private readonly Action<RowBatch>[] _columns;

    public RowBatchWriter(DataViewRow row)
    {
        _id = row.GetIdGetter();
        _columns = [.. row.Schema.Where(row.IsColumnActive).Select(column => GenericCall.Invoke(Column<int>, column.Type.RawType, row, column))];
    }

    public void Add(RowBatch batch)
    {
        _id(ref batch.Ids[batch.Count]);
        foreach (var column in _columns)
            column(batch);
        batch.Count++;
    }

    private static Action<RowBatch> Column<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        var index = column.Index;
        return batch => getter(ref ((BatchColumn<T>)batch.Columns[index]!).Values[batch.Count]);
    }
}
