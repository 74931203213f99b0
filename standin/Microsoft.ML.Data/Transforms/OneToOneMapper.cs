namespace Microsoft.ML.Data;

// Makes each output from one input.
internal abstract class OneToOneMapper : RowMapper
{
    private DataViewSchema.DetachedColumn[]? _outputs;

    protected OneToOneMapper(DataViewSchema inputSchema, InputOutputColumnPair[] columns)
        : base(inputSchema)
    {
        Columns = columns;
        Sources = Array.ConvertAll(columns, column =>
            inputSchema.GetColumnOrNull(column.InputColumnName) ?? throw Errors.MissingColumn(nameof(inputSchema), "input", column.InputColumnName));
    }

    public sealed override IReadOnlyList<DataViewSchema.DetachedColumn> Outputs =>
        _outputs ??= [.. Enumerable.Range(0, Columns.Length).Select(CreateOutput)];

    protected InputOutputColumnPair[] Columns { get; }

    protected DataViewSchema.Column[] Sources { get; }

    public sealed override IEnumerable<int> DependenciesOf(bool[] activeOutputs) =>
        Sources.Where((_, i) => activeOutputs[i]).Select(source => source.Index);

    public sealed override Delegate?[] CreateGetters(DataViewRow input, bool[] activeOutputs) =>
        [.. activeOutputs.Select((active, i) => active ? CreateGetter(input, i) : null)];

    protected abstract DataViewSchema.DetachedColumn CreateOutput(int index);

    protected abstract Delegate CreateGetter(DataViewRow input, int index);

    // Some of the source's annotations.
    protected DataViewSchema.Annotations Keep(int index, params string[] kinds)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(Sources[index].Annotations, kinds.Contains);
        return builder.ToAnnotations();
    }
}
