using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>
/// A conformal test martingale: it bets that the distances of the residuals from 0 are not exchangeable, and alarms by the statistic of Shiryaev and Roberts.
/// It finds changes of level, of spread, of outliers, and of dependence as far as residuals grow by it.
/// <code>
/// p = (#{scores above} + u · #{scores equal}) / n      factor = Σ_ε w_ε (1 + ε (p − ½)),  ε ∈ {−1, 0, 1}
/// R ← (1 + R) · factor      alarm where R ≥ 1 / rate
/// </code>
/// </summary>
/// <remarks>
/// V. Vovk, I. Petej, I. Nouretdinov, E. Ahlberg, L. Carlsson and A. Gammerman, "Retrain or not retrain: conformal test martingales for change-point
/// detection", COPA 2021 (the simple jumper, and the theorem: where the scores are exchangeable, there are 1 / rate values before the first alarm, on average,
/// at least). Beginning anew at <see cref="ConformalOptions.Capacity"/> sets R to 0, which makes no alarm earlier. The theorem is for scores whose law is that
/// of independent values: the law of the warm-up is fixed before them, so it holds for independent signals without condition on tails, and for others as far
/// as whitening makes them so.
/// </remarks>
public sealed class ConformalDetector : SignalDetector
{
    private readonly ConformalOptions _options;
    private readonly Field _scores;
    private readonly Field _capital;
    private readonly Field _random;

    /// <summary>Makes a detector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option.</exception>
    public ConformalDetector(ConformalOptions? options = null)
        : base((options ??= new()).Validated().Signal)
    {
        _options = options;
        _scores = Layout.Add<double>("scores", options.Capacity);
        _capital = Layout.AddStruct<Capital, double>("capital");
        _random = Layout.Add<ulong>("random", Xoshiro256.StateLength);
        Layout.RequireStructs<Capital>(_capital, value => FieldRules.IsIndex(value.Count, options.Capacity + 1), "of scores that are kept");
        Threshold = 1 / options.FalseAlarmRate;
        Xoshiro256.Seed(Memory.State.View<ulong>(_random), options.Seed);
        Restart();
    }

    /// <inheritdoc/>
    public override double Threshold { get; }

    private protected override bool Judge(double residual, out double statistic)
    {
        ref var capital = ref Memory.State.Ref<Capital>(_capital);
        if (capital.Count >= _options.Capacity)
        {
            Restart();
        }

        double p = Rank(Math.Abs(residual), ref capital);
        double total = capital.Low + capital.Even + capital.High, moved = _options.Jump * total / 3, stays = 1 - _options.Jump;
        capital.Low = ((stays * capital.Low) + moved) * (1.5 - p);
        capital.Even = (stays * capital.Even) + moved;
        capital.High = ((stays * capital.High) + moved) * (0.5 + p);
        double factor = (capital.Low + capital.Even + capital.High) / total;
        double scale = 1 / (capital.Low + capital.Even + capital.High);
        (capital.Low, capital.Even, capital.High) = (capital.Low * scale, capital.Even * scale, capital.High * scale);
        capital.Statistic = (1 + capital.Statistic) * factor;
        statistic = capital.Statistic;
        return statistic >= Threshold;
    }

    private protected override void Restart()
    {
        Memory.State.View<double>(_scores).Clear();
        Memory.State.Ref<Capital>(_capital) = new() { Low = 1.0 / 3, Even = 1.0 / 3, High = 1.0 / 3 };
    }

    private protected override double[] OwnSettings() =>
        [_options.FalseAlarmRate, _options.Capacity, _options.Jump, BitConverter.UInt64BitsToDouble(_options.Seed)];

    /// <summary>Puts a score among those kept, in order, and says its p-value among them.</summary>
    private double Rank(double score, ref Capital capital)
    {
        var scores = Memory.State.View<double>(_scores);
        int count = (int)capital.Count++;
        int first = Bound(scores[..count], score, includesEqual: false), last = Bound(scores[..count], score, includesEqual: true);
        scores[last..count].CopyTo(scores[(last + 1)..]);
        scores[last] = score;
        double u = new Xoshiro256(Memory.State.View<ulong>(_random)).NextUniform();
        return (count - last + (u * (last - first + 1))) / (count + 1);
    }

    /// <summary>How many of ordered scores are below a score, or not above it.</summary>
    private static int Bound(ReadOnlySpan<double> scores, double score, bool includesEqual)
    {
        int low = 0, high = scores.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            bool isBefore = includesEqual ? scores[middle] <= score : scores[middle] < score;
            (low, high) = isBefore ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private struct Capital
    {
        public double Count;
        public double Low;
        public double Even;
        public double High;
        public double Statistic;
    }
}
