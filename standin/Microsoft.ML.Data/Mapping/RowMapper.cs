namespace Microsoft.ML.Data;

// What a transformer adds to the rows of one schema.
internal abstract class RowMapper(DataViewSchema inputSchema)
{
    public DataViewSchema InputSchema { get; } = inputSchema;

    public abstract IReadOnlyList<DataViewSchema.DetachedColumn> Outputs { get; }

    // Whether several cursors may share the rows among them.
    public virtual bool CanSplit => true;

    // The numbers of the input columns that these outputs need.
    public abstract IEnumerable<int> DependenciesOf(bool[] activeOutputs);

    // A getter for each active output, null for the others.
    public abstract Delegate?[] CreateGetters(DataViewRow input, bool[] activeOutputs);
}
