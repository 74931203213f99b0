using AdaptiveML.Pipeline;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Trainers;

/// <summary>Of a model that writes intervals or weights as well.</summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class OnlineLruColumnsComponent() : OnlineLruComponent<ColumnsOutput>(Name)
{
    private const string Name = "AdaptiveML.Trainers.OnlineLru.Columns";
}
