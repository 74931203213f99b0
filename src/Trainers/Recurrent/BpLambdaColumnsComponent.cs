using AdaptiveML.Pipeline;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Trainers;

/// <summary>Of a model that tells classes.</summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class BpLambdaColumnsComponent() : BpLambdaComponent<ColumnsOutput>(Name)
{
    private const string Name = "AdaptiveML.Trainers.BpLambda.Columns";
}
