using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>The features, which a code is to stand behind.</summary>
internal abstract class UncodedFeatures
{
    [ColumnName(ReservedNames.Features)]
    [VectorType]
    public VBuffer<float> Features { get; set; }
}
