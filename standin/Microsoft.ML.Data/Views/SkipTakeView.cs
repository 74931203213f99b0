namespace Microsoft.ML.Data;

// Some rows in the middle.
internal sealed class SkipTakeView(IDataView source, long skip, long take) : TransformView(source)
{
    public override DataViewSchema Schema => Source.Schema;

    public override bool CanShuffle => false;

    public override long? GetRowCount() => Source.GetRowCount() is { } rows ? Math.Min(take, Math.Max(0, rows - skip)) : null;

    protected override bool? WantsParallel(DataViewSchema.Column[] columns) => false;

    protected override DataViewRowCursor Open(DataViewSchema.Column[] columns, Random? rand) =>
        new Cursor(Source.GetRowCursor(columns), columns, skip, take);

    protected override DataViewRowCursor[] OpenSet(DataViewSchema.Column[] columns, int n, Random? rand) => [Open(columns, null)];

    private sealed class Cursor(DataViewRowCursor input, DataViewSchema.Column[] columns, long skip, long take) : RowSelectionCursor(input, columns)
    {
        private long _skip = skip;
        private long _take = take;

        public override long Batch => 0;

        protected override bool TryMove()
        {
            for (; _skip > 0; _skip--)
            {
                if (!Input.MoveNext())
                    return false;
            }

            return _take-- > 0 && Input.MoveNext();
        }
    }
}
