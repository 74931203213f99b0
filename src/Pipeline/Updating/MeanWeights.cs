namespace AdaptiveML.Pipeline;

/// <summary>The mean weight of each expert over rows.</summary>
internal sealed class MeanWeights(IReadOnlyList<string> names)
{
    private readonly double[] _sums = new double[names.Count];
    private long _rows;

    /// <summary>Adds a prediction, which ends with the weights; NaN where there is none.</summary>
    public void Add(ReadOnlySpan<float> prediction)
    {
        var weights = prediction[^_sums.Length..];
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

    public ExpertWeight[] ToArray() => [.. names.Select((name, i) => new ExpertWeight(name, _sums[i] / _rows))];
}
