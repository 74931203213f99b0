using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>
/// KSWIN (C. Raab, M. Heusinger and F.-M. Schleif, "Reactive soft prototype computing for concept drift streams", Neurocomputing 2020): an alarm where the
/// newest values are distributed otherwise than those before them, by the test of Kolmogorov and Smirnov. All of the older ones are compared, not a sample
/// of them.
/// <code>
/// alarm where max |F_older − F_newer| ≥ √(−ln(level / 2) / 2 · (1/older + 1/newer))
/// </code>
/// </summary>
public sealed class KswinDetector : SignalDetector
{
    private readonly KswinOptions _options;
    private readonly Field _values;
    private readonly Field _count;
    private readonly double[] _older;
    private readonly double[] _newer;

    /// <summary>Makes a detector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option.</exception>
    public KswinDetector(KswinOptions? options = null)
        : base((options ??= new()).Validated().Signal)
    {
        _options = options;
        _older = new double[options.Older];
        _newer = new double[options.Newer];
        _values = Layout.Add<double>("values", options.Older + options.Newer);
        _count = Layout.Add<long>("count", 1);
        Layout.RequireCounts(_count);
        Threshold = Math.Sqrt(-Elementary.Log(options.Level / 2) / 2 * ((1.0 / options.Older) + (1.0 / options.Newer)));
    }

    /// <inheritdoc/>
    public override bool IsWarmingUp => Memory.State.View<long>(_count)[0] < _older.Length + _newer.Length;

    /// <inheritdoc/>
    public override double Threshold { get; }

    private protected override bool Judge(double residual, out double statistic)
    {
        var values = Memory.State.View<double>(_values);
        ref long count = ref Memory.State.View<long>(_count)[0];
        values[(int)(count++ % values.Length)] = residual;
        statistic = 0;
        if (count < values.Length || count % _options.Every != 0)
        {
            return false;
        }

        for (int i = 0; i < values.Length; i++)
        {
            double value = values[(int)((count + i) % values.Length)];
            if (i < _older.Length)
            {
                _older[i] = value;
            }
            else
            {
                _newer[i - _older.Length] = value;
            }
        }

        Array.Sort(_older);
        Array.Sort(_newer);
        statistic = LargestDistance();
        return statistic >= Threshold;
    }

    private protected override void Restart()
    {
        Memory.State.View<double>(_values).Clear();
        Memory.State.View<long>(_count)[0] = 0;
    }

    private protected override double[] OwnSettings() => [_options.Older, _options.Newer, _options.Every, _options.Level];

    private double LargestDistance()
    {
        double largest = 0;
        for (int i = 0, j = 0; i < _older.Length && j < _newer.Length;)
        {
            double value = Math.Min(_older[i], _newer[j]);
            while (i < _older.Length && _older[i] <= value)
            {
                i++;
            }

            while (j < _newer.Length && _newer[j] <= value)
            {
                j++;
            }

            largest = Math.Max(largest, Math.Abs(((double)i / _older.Length) - ((double)j / _newer.Length)));
        }

        return largest;
    }
}
