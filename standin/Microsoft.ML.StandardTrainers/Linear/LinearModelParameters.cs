using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

public abstract class LinearModelParameters : ModelParametersBase<float>
{
    private readonly float[] _weights;

    private protected LinearModelParameters(float[] weights, float bias)
    {
        _weights = weights;
        Bias = bias;
    }

    public IReadOnlyList<float> Weights => _weights;

    public float Bias { get; protected set; }

    internal sealed override ValueGetter<float> CreateGetter(DataViewRow row, DataViewSchema.Column features)
    {
        var getter = row.GetGetter<VBuffer<float>>(features);
        var buffer = default(VBuffer<float>);
        return (ref float value) =>
        {
            getter(ref buffer);
            if (buffer.Length != _weights.Length)
                throw new InvalidOperationException($"Expected {_weights.Length} features, but got {buffer.Length}.");
            value = Bias;
            var values = buffer.GetValues();
            for (var i = 0; i < values.Length; i++)
                value += values[i] * _weights[buffer.IsDense ? i : buffer.GetIndices()[i]];
        };
    }
}
