namespace Microsoft.ML.Data;

// Hands on some of the columns.
internal sealed class SelectingMapper : IRowToRowMapper
{
    private readonly DataViewSchema.Column[] _sources;

    public SelectingMapper(DataViewSchema inputSchema, DataViewSchema.Column[] sources)
    {
        _sources = sources;
        InputSchema = inputSchema;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(sources);
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public DataViewSchema.Column SourceOf(DataViewSchema.Column column) => _sources[column.Index];

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        [.. dependingColumns.Select(SourceOf).DistinctBy(column => column.Index).OrderBy(column => column.Index)];

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new Row(this, input);
    }

    private sealed class Row(SelectingMapper mapper, DataViewRow input) : WrappingRow(input)
    {
        public override DataViewSchema Schema => mapper.OutputSchema;

        public override bool IsColumnActive(DataViewSchema.Column column) => Input.IsColumnActive(mapper.SourceOf(column));

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => Input.GetGetter<TValue>(mapper.SourceOf(column));
    }
}
