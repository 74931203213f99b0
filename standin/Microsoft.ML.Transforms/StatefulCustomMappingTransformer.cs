using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class StatefulCustomMappingTransformer<TSrc, TDst, TState> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
    where TState : class, new()
{
    private readonly Action<TSrc, TDst, TState> _mapAction;
    private readonly Action<TState> _stateInitAction;
    private readonly string? _contractName;

    internal StatefulCustomMappingTransformer(Action<TSrc, TDst, TState> mapAction, Action<TState> stateInitAction, string? contractName)
    {
        ArgumentNullException.ThrowIfNull(mapAction);
        ArgumentNullException.ThrowIfNull(stateInitAction);
        _mapAction = mapAction;
        _stateInitAction = stateInitAction;
        _contractName = contractName;
        Outputs = MemberColumn.Of(typeof(TDst), null, SchemaDefinition.Direction.Write);
    }

    bool ITransformer.IsRowToRowMapper => true;

    internal MemberColumn[] Outputs { get; }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => new BoundMapper(MakeRowMapper(inputSchema)).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new RowMapperView(input, MakeRowMapper(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => new BoundMapper(MakeRowMapper(inputSchema));

    void ICanSaveModel.Save(ModelSaveContext ctx) => CustomMappingContract.Save(ctx, _contractName, _mapAction);

    private Mapper MakeRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new Mapper(this, inputSchema);
    }

    // Each cursor and each engine's row has a state of its own. The inputs are bound even where no output is asked for.
    private sealed class Mapper(StatefulCustomMappingTransformer<TSrc, TDst, TState> parent, DataViewSchema inputSchema)
        : ObjectMapper<TSrc, TDst>(inputSchema, null, parent.Outputs)
    {
        public override bool CanSplit => false;

        public override Delegate?[] CreateGetters(DataViewRow input, bool[] activeOutputs)
        {
            var state = new TState();
            parent._stateInitAction(state);
            var map = parent._mapAction;
            return CreateGetters(input, activeOutputs, (source, destination) => map(source, destination, state));
        }
    }
}
