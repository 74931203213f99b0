using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class StatefulCustomMappingEstimator<TSrc, TDst, TState> : TrivialEstimator<StatefulCustomMappingTransformer<TSrc, TDst, TState>>
    where TSrc : class, new()
    where TDst : class, new()
    where TState : class, new()
{
    internal StatefulCustomMappingEstimator(Action<TSrc, TDst, TState> mapAction, Action<TState> stateInitAction, string? contractName)
        : base(new StatefulCustomMappingTransformer<TSrc, TDst, TState>(mapAction, stateInitAction, contractName))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        MappingShape.Of(inputSchema, MemberColumn.Of(typeof(TSrc), null, SchemaDefinition.Direction.Both), Transformer.Outputs);
}
