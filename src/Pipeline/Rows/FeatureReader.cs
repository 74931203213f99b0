using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Reads feature vectors, dense or sparse, into one piece of memory.</summary>
/// <param name="count">Number of features.</param>
/// <param name="behind">Number of what stands behind them in the vector.</param>
internal sealed class FeatureReader(int count, int behind = 0)
{
    private readonly float[] _values = new float[count + behind];

    public ReadOnlySpan<float> Read(in VBuffer<float> features)
    {
        if (features.Length != _values.Length)
        {
            throw new InvalidOperationException($"The feature vector has {features.Length - behind} elements; the model takes {count}.");
        }

        features.CopyTo(_values);
        return _values;
    }
}
