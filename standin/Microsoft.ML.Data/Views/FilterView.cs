namespace Microsoft.ML.Data;

// The rows for which a test of some columns holds. The test is made anew for each cursor.
internal sealed class FilterView(IDataView source, DataViewSchema.Column[] tested, Func<DataViewRow, Func<bool>> createTest) : TransformView(source)
{
    public override DataViewSchema Schema => Source.Schema;

    public override long? GetRowCount() => null;

    protected override bool? WantsParallel(DataViewSchema.Column[] columns) => null;

    protected override DataViewRowCursor Open(DataViewSchema.Column[] columns, Random? rand) =>
        new Cursor(Source.GetRowCursor(WithTested(columns), rand), columns, createTest);

    protected override DataViewRowCursor[] OpenSet(DataViewSchema.Column[] columns, int n, Random? rand) =>
        Array.ConvertAll(
            Source.GetRowCursorSet(WithTested(columns), n, rand),
            DataViewRowCursor (input) => new Cursor(input, columns, createTest));

    private IEnumerable<DataViewSchema.Column> WithTested(DataViewSchema.Column[] columns) =>
        columns.Concat(tested).DistinctBy(column => column.Index);

    private sealed class Cursor(DataViewRowCursor input, DataViewSchema.Column[] columns, Func<DataViewRow, Func<bool>> createTest)
        : RowSelectionCursor(input, columns)
    {
        private readonly Func<bool> _test = createTest(input);

        protected override bool TryMove()
        {
            while (Input.MoveNext())
            {
                if (_test())
                    return true;
            }

            return false;
        }
    }
}
