using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Transforms.Tests.Support;

/// <summary>A featurizer, and what its features were like on the rows of its fit.</summary>
internal sealed class FittedFeatures
{
    private readonly MLContext _context;
    private readonly double[] _mean;
    private readonly double[] _deviation;

    private FittedFeatures(MLContext context, ITransformer transformer, float[][] features)
    {
        (_context, Transformer) = (context, transformer);
        _mean = [.. Enumerable.Range(0, features[0].Length).Select(i => features.Average(row => (double)row[i]))];
        _deviation = [.. _mean.Select((mean, i) => Math.Sqrt(features.Average(row => (row[i] - mean) * (row[i] - mean))))];
    }

    public ITransformer Transformer { get; }

    public static FittedFeatures To(MLContext context, IDataView rows, TttOptions options)
    {
        var transformer = context.Transforms.FeaturizeSequenceByTtt(options).Fit(rows);
        return new(context, transformer, [.. transformer.Transform(rows).GetColumn<float[]>("Context")]);
    }

    public float[][] Features(IDataView rows) => [.. Transformer.Transform(rows).GetColumn<float[]>("Context")];

    public float[][] Features(IEnumerable<LoadRow> rows) => Features(_context.Data.LoadFromEnumerable(rows));

    public double LargestDeviation(IEnumerable<LoadRow> rows) => LargestDeviation(Features(rows));

    /// <summary>How far the furthest feature lies from its mean on the rows of the fit, in its deviations there; infinite where one is not finite.</summary>
    public double LargestDeviation(float[][] features)
    {
        double largest = 0;
        foreach (float[] row in features)
        {
            for (int i = 0; i < row.Length; i++)
            {
                // What did not move in the fit is measured in standardised units, which are the features' own.
                double deviation = Math.Abs(row[i] - _mean[i]) / (_deviation[i] > 1e-6 ? _deviation[i] : 1);
                largest = double.IsNaN(deviation) ? double.PositiveInfinity : Math.Max(largest, deviation);
            }
        }

        return largest;
    }
}
