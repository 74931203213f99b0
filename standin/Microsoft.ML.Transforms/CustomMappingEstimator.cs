using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class CustomMappingEstimator<TSrc, TDst> : TrivialEstimator<CustomMappingTransformer<TSrc, TDst>>
    where TSrc : class, new()
    where TDst : class, new()
{
    internal CustomMappingEstimator(
        Action<TSrc, TDst> mapAction, string? contractName, SchemaDefinition? inputDefinition, SchemaDefinition? outputDefinition)
        : base(new CustomMappingTransformer<TSrc, TDst>(mapAction, contractName, inputDefinition, outputDefinition))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        MappingShape.Of(inputSchema, MemberColumn.Of(typeof(TSrc), Transformer.InputDefinition, SchemaDefinition.Direction.Both), Transformer.Outputs);
}
