namespace Microsoft.ML.Data;

// The columns of an input with some added: a new name comes last, one that is there already comes right behind what it hides.
internal sealed class ColumnBindings
{
    private readonly int[] _sources;
    private readonly int[] _addedAt;

    public ColumnBindings(DataViewSchema input, IReadOnlyList<DataViewSchema.DetachedColumn> added)
    {
        InputSchema = input;
        var columns = input.Select(column => (Column: new DataViewSchema.DetachedColumn(column), Source: column.Index)).ToList();
        for (var i = 0; i < added.Count; i++)
        {
            var hidden = columns.FindLastIndex(c => c.Column.Name == added[i].Name);
            columns.Insert(hidden < 0 ? columns.Count : hidden + 1, (added[i], ~i));
        }

        var builder = new DataViewSchema.Builder();
        builder.AddColumns(columns.Select(c => c.Column));
        Schema = builder.ToSchema();

        _sources = [.. columns.Select(c => c.Source)];
        _addedAt = new int[added.Count];
        for (var i = 0; i < _sources.Length; i++)
        {
            if (_sources[i] < 0)
                _addedAt[~_sources[i]] = i;
        }
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema Schema { get; }

    // True: index is the input's column. False: it is the number of the added one.
    public bool IsInput(DataViewSchema.Column column, out int index)
    {
        var source = _sources[column.Index];
        index = source < 0 ? ~source : source;
        return source >= 0;
    }

    public bool[] ActiveOf(IEnumerable<DataViewSchema.Column> columns)
    {
        var active = new bool[Schema.Count];
        foreach (var column in columns)
            active[column.Index] = true;
        return active;
    }

    public bool[] AddedOf(bool[] active) => Array.ConvertAll(_addedAt, at => active[at]);
}
