using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>The features, which a group's code is to stand behind.</summary>
internal abstract class UngroupedFeatures
{
    [ColumnName(ReservedNames.Features)]
    [VectorType]
    public VBuffer<float> Features { get; set; }
}
