namespace Microsoft.ML.Data;

// A view over another. A single cursor may be several that work in parallel, their rows put back in order.
internal abstract class TransformView(IDataView source) : IDataView
{
    public abstract DataViewSchema Schema { get; }

    public virtual bool CanShuffle => Source.CanShuffle;

    protected IDataView Source { get; } = source;

    public virtual long? GetRowCount() => Source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        var shuffle = CanShuffle ? rand : null;
        return WantsParallel(columns) == false
            ? Open(columns, shuffle)
            : RowConsolidator.Merge(OpenSet(columns, RowSplitter.DefaultCount, shuffle));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        OpenSet([.. columnsNeeded], n, rand);

    // True and false are wishes; null leaves it to the source.
    protected abstract bool? WantsParallel(DataViewSchema.Column[] columns);

    protected abstract DataViewRowCursor Open(DataViewSchema.Column[] columns, Random? rand);

    protected abstract DataViewRowCursor[] OpenSet(DataViewSchema.Column[] columns, int n, Random? rand);
}
