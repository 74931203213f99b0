namespace Microsoft.ML.Data;

// A view of some of the columns. It leaves the rows and who reads them to its source.
internal sealed class SelectedView(IDataView source, SelectingMapper mapper) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => mapper.OutputSchema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        return new Cursor(mapper, columns, source.GetRowCursor(mapper.GetDependencies(columns), rand));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        var inputs = source.GetRowCursorSet(mapper.GetDependencies(columns), n, rand);
        return Array.ConvertAll(inputs, DataViewRowCursor (input) => new Cursor(mapper, columns, input));
    }

    private sealed class Cursor(SelectingMapper mapper, DataViewSchema.Column[] columns, DataViewRowCursor input) : WrappingCursor(input)
    {
        private readonly HashSet<int> _active = [.. columns.Select(column => column.Index)];

        public override DataViewSchema Schema => mapper.OutputSchema;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            IsColumnActive(column) ? Input.GetGetter<TValue>(mapper.SourceOf(column)) : throw Errors.Inactive(column);
    }
}
