namespace AdaptiveML.Learners;

/// <summary>How often each class was taken for each, and the figures that follow from that.</summary>
/// <param name="classes">Number of classes.</param>
internal sealed class ConfusionCounts(int classes)
{
    private readonly long[] _counts = new long[classes * classes];
    private readonly long[] _none = new long[classes];

    /// <summary>Number of classes.</summary>
    public int Classes { get; } = classes;

    /// <summary>Rows counted.</summary>
    public long Count { get; private set; }

    /// <summary>Rows of class <paramref name="label"/> that were taken for <paramref name="predicted"/>.</summary>
    public long this[int label, int predicted] => _counts[(label * Classes) + predicted];

    /// <summary>Share of the rows taken for what they are; NaN before the first.</summary>
    public double Accuracy => Count == 0 ? double.NaN : (double)Enumerable.Range(0, Classes).Sum(k => this[k, k]) / Count;

    /// <summary>Mean, over the classes that occurred, of the share of a class's rows taken for what they are; NaN before the first.</summary>
    public double BalancedAccuracy => Enumerable.Range(0, Classes).Where(k => Actual(k) > 0).Select(Recall).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Mean, over the classes that occurred, of the harmonic mean of precision and recall.</summary>
    public double MacroF1 => Enumerable.Range(0, Classes).Where(k => Actual(k) > 0).Select(F1).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Counts a row.</summary>
    /// <param name="label">What it is.</param>
    /// <param name="predicted">What it was taken for; −1 where for nothing: it then counts as missed.</param>
    public void Add(int label, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)Classes, nameof(label));
        ArgumentOutOfRangeException.ThrowIfLessThan(predicted, -1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(predicted, Classes);
        ref long count = ref predicted < 0 ? ref _none[label] : ref _counts[(label * Classes) + predicted];
        count++;
        Count++;
    }

    /// <summary>Share of a class's rows taken for what they are; NaN where it has none.</summary>
    public double Recall(int label) => (double)this[label, label] / Actual(label);

    /// <summary>Share of the rows taken for a class that are of it; NaN where there are none.</summary>
    public double Precision(int label) => (double)this[label, label] / Enumerable.Range(0, Classes).Sum(k => this[k, label]);

    /// <summary>2 · hits / (rows of the class + rows taken for it); NaN where there are neither.</summary>
    public double F1(int label) => 2.0 * this[label, label] / (Actual(label) + Enumerable.Range(0, Classes).Sum(k => this[k, label]));

    private long Actual(int label) => _none[label] + Enumerable.Range(0, Classes).Sum(k => this[label, k]);
}
