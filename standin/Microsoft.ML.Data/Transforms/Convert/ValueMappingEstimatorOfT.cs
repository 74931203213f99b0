using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class ValueMappingEstimator<TKey, TValue> : ValueMappingEstimator
{
    internal ValueMappingEstimator(ValueMap map, InputOutputColumnPair[] columns)
        : base(map, columns)
    {
    }
}
