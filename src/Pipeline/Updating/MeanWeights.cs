using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>The mean weight of each expert over rows.</summary>
/// <param name="part">The weights in a prediction.</param>
/// <param name="names">The experts.</param>
internal sealed class MeanWeights(PredictionPart part, IReadOnlyList<string> names)
{
    private readonly double[] _sums = new double[part.Length];
    private long _rows;

    /// <summary>Adds a prediction; its weights are NaN where there is none.</summary>
    public void Add(ReadOnlySpan<float> prediction)
    {
        var weights = part.In(prediction);
        if (float.IsNaN(weights[0]))
        {
            return;
        }

        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] += weights[i];
        }

        _rows++;
    }

    public Dictionary<string, double> ByName() => names.Index().ToDictionary(name => name.Item, name => _sums[name.Index] / _rows);
}
