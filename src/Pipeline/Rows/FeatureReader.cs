using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Reads feature vectors, dense or sparse, into one piece of memory.</summary>
internal sealed class FeatureReader(int count)
{
    private readonly float[] _values = new float[count];

    public ReadOnlySpan<float> Read(in VBuffer<float> features)
    {
        if (features.Length != _values.Length)
        {
            throw new InvalidOperationException($"The feature vector has {features.Length} elements; the model takes {_values.Length}.");
        }

        features.CopyTo(_values);
        return _values;
    }
}
