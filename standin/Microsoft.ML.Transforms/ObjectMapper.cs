using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

// Reads a row into an object, maps it to another, and gives that one's members as columns.
internal abstract class ObjectMapper<TSrc, TDst> : RowMapper
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly ObjectWriter<TSrc> _inputs;
    private readonly ObjectReader<TDst> _outputs;

    protected ObjectMapper(DataViewSchema inputSchema, SchemaDefinition? inputDefinition, MemberColumn[] outputs)
        : base(inputSchema)
    {
        _inputs = new ObjectWriter<TSrc>(inputSchema, ignoreMissingColumns: false, inputDefinition);
        _outputs = new ObjectReader<TDst>(outputs);
        Outputs = [.. _outputs.Schema.Select(column => new DataViewSchema.DetachedColumn(column))];
    }

    public sealed override IReadOnlyList<DataViewSchema.DetachedColumn> Outputs { get; }

    public sealed override IEnumerable<int> DependenciesOf(bool[] activeOutputs) => activeOutputs.Contains(true) ? _inputs.Columns : [];

    // The mapping runs when the first getter is called in a row, and once in a row.
    protected Delegate?[] CreateGetters(DataViewRow input, bool[] activeOutputs, Action<TSrc, TDst> map)
    {
        var fill = _inputs.Bind(input);
        var source = new TSrc();
        var row = new ObjectRow<TDst>(_outputs);
        var destination = new TDst();
        var served = -1L;
        return [.. _outputs.Schema.Select(column => activeOutputs[column.Index]
            ? GenericCall.Invoke(GetterOf<int>, column.Type.RawType, row, column, (Action)Refresh)
            : null)];

        void Refresh()
        {
            if (served == input.Position)
                return;
            fill(source);
            map(source, destination);
            row.Set(destination);
            served = input.Position;
        }
    }

    private static Delegate GetterOf<T>(ObjectRow<TDst> row, DataViewSchema.Column column, Action refresh)
    {
        var getter = row.GetGetter<T>(column);
        return (ValueGetter<T>)((ref T value) =>
        {
            refresh();
            getter(ref value);
        });
    }
}
