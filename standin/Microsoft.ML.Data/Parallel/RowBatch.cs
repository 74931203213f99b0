namespace Microsoft.ML.Data;

// Rows that are handed from one thread to another.
internal sealed class RowBatch(DataViewSchema schema, bool[] active)
{
    public const int Capacity = 64;

    public int Count { get; set; }

    public long Number { get; set; }

    public DataViewRowId[] Ids { get; } = new DataViewRowId[Capacity];

    public BatchColumn?[] Columns { get; } =
        [.. schema.Select(column => active[column.Index] ? BatchColumn.Create(column.Type, Capacity) : null)];
}
