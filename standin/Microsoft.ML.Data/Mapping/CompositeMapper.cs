namespace Microsoft.ML.Data;

// Mappers one behind the other.
internal sealed class CompositeMapper(DataViewSchema inputSchema, IRowToRowMapper[] mappers) : IRowToRowMapper
{
    public DataViewSchema InputSchema { get; } = inputSchema;

    public DataViewSchema OutputSchema { get; } = mappers.Length == 0 ? inputSchema : mappers[^1].OutputSchema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        mappers.Reverse().Aggregate(dependingColumns, (columns, mapper) => mapper.GetDependencies(columns));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(activeColumns);
        if (input.Schema != InputSchema)
            throw new ArgumentOutOfRangeException(nameof(input), "The row's schema is not the one that this mapper is bound to.");

        var active = new IEnumerable<DataViewSchema.Column>[mappers.Length + 1];
        active[^1] = activeColumns.ToArray();
        for (var i = mappers.Length - 1; i >= 0; i--)
            active[i] = mappers[i].GetDependencies(active[i + 1]).ToArray();

        foreach (var column in active[0])
        {
            if (!input.IsColumnActive(column))
                throw new ArgumentOutOfRangeException(nameof(input), $"Column '{column.Name}' is needed and is not active.");
        }

        var row = input;
        for (var i = 0; i < mappers.Length; i++)
            row = mappers[i].GetRow(row, active[i + 1]);
        return row;
    }
}
