namespace Microsoft.ML.Data;

// A row mapper together with the columns that pass it by.
internal sealed class BoundMapper(RowMapper mapper) : IRowToRowMapper
{
    public RowMapper Mapper { get; } = mapper;

    public ColumnBindings Bindings { get; } = new(mapper.InputSchema, mapper.Outputs);

    public DataViewSchema InputSchema => Mapper.InputSchema;

    public DataViewSchema OutputSchema => Bindings.Schema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var columns = dependingColumns.ToArray();
        var needed = new bool[InputSchema.Count];
        foreach (var column in columns)
        {
            if (Bindings.IsInput(column, out var index))
                needed[index] = true;
        }

        foreach (var index in Mapper.DependenciesOf(Bindings.AddedOf(Bindings.ActiveOf(columns))))
            needed[index] = true;
        return [.. InputSchema.Where(column => needed[column.Index])];
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(activeColumns);
        if (input.Schema != InputSchema)
            throw new InvalidOperationException("The row's schema is not the one that this mapper is bound to.");
        return new BoundRow(this, input, Bindings.ActiveOf(activeColumns));
    }
}
