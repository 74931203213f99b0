using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly Action<TSrc, TDst> _mapAction;
    private readonly string? _contractName;

    internal CustomMappingTransformer(
        Action<TSrc, TDst> mapAction, string? contractName, SchemaDefinition? inputDefinition, SchemaDefinition? outputDefinition)
    {
        ArgumentNullException.ThrowIfNull(mapAction);
        _mapAction = mapAction;
        _contractName = contractName;
        InputDefinition = inputDefinition;
        Outputs = MemberColumn.Of(typeof(TDst), outputDefinition, SchemaDefinition.Direction.Write);
    }

    bool ITransformer.IsRowToRowMapper => true;

    internal SchemaDefinition? InputDefinition { get; }

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

    private sealed class Mapper(CustomMappingTransformer<TSrc, TDst> parent, DataViewSchema inputSchema)
        : ObjectMapper<TSrc, TDst>(inputSchema, parent.InputDefinition, parent.Outputs)
    {
        public override Delegate?[] CreateGetters(DataViewRow input, bool[] activeOutputs) =>
            activeOutputs.Contains(true) ? CreateGetters(input, activeOutputs, parent._mapAction) : new Delegate?[activeOutputs.Length];
    }
}
