using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>Gathers predictions and what came, for <see cref="ClassificationMetrics"/>.</summary>
/// <param name="classes">Number of classes.</param>
internal sealed class ClassificationScore(int classes)
{
    private const int Bins = 15;
    private const double SmallestProbability = 1e-15;

    private readonly ConfusionCounts _counts = new(classes);
    private readonly (long Rows, long Hits, double Confidence)[] _bins = new (long, long, double)[Bins];
    private double _loss;

    /// <summary>Which class was taken for which.</summary>
    public ConfusionCounts Counts => _counts;

    /// <summary>Takes a row in; one whose probabilities are NaN does not count.</summary>
    /// <param name="probabilities">One a class, of sum 1.</param>
    /// <param name="label">The class that it was.</param>
    public void Add<T>(ReadOnlySpan<T> probabilities, int label)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Length, classes, nameof(probabilities));
        int predicted = BestClass.Of(probabilities);
        if (predicted < 0)
        {
            return;
        }

        double confidence = double.CreateTruncating(probabilities[predicted]);
        _counts.Add(label, predicted);
        _loss -= Elementary.Log(Math.Max(double.CreateTruncating(probabilities[label]), SmallestProbability));
        ref var bin = ref _bins[Math.Clamp((int)(confidence * Bins), 0, Bins - 1)];
        bin = (bin.Rows + 1, bin.Hits + (predicted == label ? 1 : 0), bin.Confidence + confidence);
    }

    /// <summary>The figures; NaN before the first row.</summary>
    public ClassificationMetrics Metrics() => new()
    {
        Rows = _counts.Count,
        Accuracy = _counts.Accuracy,
        BalancedAccuracy = _counts.BalancedAccuracy,
        MacroF1 = _counts.MacroF1,
        PositiveF1 = _counts.F1(1),
        LogLoss = _loss / _counts.Count,
        CalibrationError = _bins.Sum(bin => Math.Abs(bin.Hits - bin.Confidence)) / _counts.Count,
    };
}
