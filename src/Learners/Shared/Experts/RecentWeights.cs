using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// Weights of experts by their recent squared errors, for each output by itself.
/// <code>
/// L_k ← L_k + α (b (y − x_k)² / s_k − L_k)      w_k ∝ π_k (min_j s_j L_j / s_k L_k)⁴      α = max(1/n, 1 − 2^(−1 / half-life))
/// </code>
/// </summary>
/// <remarks>
/// <para>Nothing in it has a unit, and nothing in it lasts: an expert whose errors are three times another's has a hundredth of its say within some rows, and is
/// back some half-lives after it is better again. That is what keeps the error small on every stretch of rows, which a bound on the whole past does not.</para>
/// <para>s_k is what an expert says of the row: that its squared error is expected to be s_k times what it usually is. Where a row is like none before, the experts
/// that extrapolate furthest have the least say.</para>
/// <para>b ≤ 1 bounds a row whose smallest error is beyond twenty times what such errors have been, so that a gross target is no verdict on the experts.
/// An expert that is NaN sleeps and keeps its L; one that has never been judged has no say.</para>
/// </remarks>
internal sealed class RecentWeights
{
    private const double LargestError = 20;

    private readonly StateScope _home;
    private readonly double[] _priors;
    private readonly Field _losses;
    private readonly Field _counts;
    private readonly Field _best;
    private readonly double _rate;

    /// <summary>Adds the fields to <paramref name="home"/>.</summary>
    /// <param name="home">Where to.</param>
    /// <param name="name">Begins the names of the fields.</param>
    /// <param name="priors">π of each expert, above 0.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="halfLife">In targets.</param>
    public RecentWeights(StateScope home, string name, double[] priors, int outputs, double halfLife)
    {
        (_home, _priors, _rate) = (home, priors, HalfLife.Rate(halfLife));
        _losses = home.Layout.Add<double>(name + ".losses", outputs, priors.Length);
        _counts = home.Layout.Add<long>(name + ".counts", outputs, priors.Length);
        _best = home.Layout.Add<double>(name + ".best", outputs);
    }

    /// <summary>Writes w of an output's experts, which sum to 1; 0 of one that sleeps. False, and all are 0, if none was ever judged that is awake.</summary>
    public bool Weigh(LearnerMemory memory, int output, ReadOnlySpan<double> predictions, ReadOnlySpan<double> spreads, Span<double> weights)
    {
        ReadOnlySpan<double> losses = Of<double>(memory, _losses, output);
        ReadOnlySpan<long> counts = Of<long>(memory, _counts, output);
        double least = double.PositiveInfinity, sum = 0;
        for (int k = 0; k < weights.Length; k++)
        {
            bool speaks = counts[k] > 0 && double.IsFinite(predictions[k]);
            weights[k] = speaks ? losses[k] * spreads[k] : double.NaN;
            least = speaks ? Math.Min(least, weights[k]) : least;
        }

        for (int k = 0; k < weights.Length; k++)
        {
            double ratio = double.IsNaN(weights[k]) ? 0 : weights[k] > least ? least / weights[k] : 1;
            weights[k] = _priors[k] * (ratio * ratio) * (ratio * ratio);
            sum += weights[k];
        }

        for (int k = 0; k < weights.Length && sum > 0; k++)
        {
            weights[k] /= sum;
        }

        return sum > 0;
    }

    /// <summary>Takes a target in.</summary>
    public void Learn(LearnerMemory memory, int output, ReadOnlySpan<double> predictions, ReadOnlySpan<double> spreads, double target)
    {
        Span<double> losses = Of<double>(memory, _losses, output);
        Span<long> counts = Of<long>(memory, _counts, output);
        ref double best = ref _home.In(memory).View<double>(_best)[output];
        double least = double.PositiveInfinity;
        foreach (double prediction in predictions)
        {
            least = double.IsFinite(prediction) ? Math.Min(least, Square(target - prediction)) : least;
        }

        if (!double.IsFinite(least))
        {
            return;
        }

        double limit = LargestError * LargestError * best, bound = best > 0 && least > limit ? limit / least : 1;
        for (int k = 0; k < losses.Length; k++)
        {
            double loss = bound * Square(target - predictions[k]) / spreads[k];
            if (double.IsFinite(loss))
            {
                losses[k] += Math.Max(_rate, 1.0 / ++counts[k]) * (loss - losses[k]);
            }
        }

        best += _rate * ((bound * least) - best);
        best = best > 0 ? best : least;
    }

    private static double Square(double value) => value * value;

    private Span<TElement> Of<TElement>(LearnerMemory memory, in Field field, int output)
        where TElement : unmanaged => _home.In(memory).View<TElement>(field).Slice(output * _priors.Length, _priors.Length);
}
