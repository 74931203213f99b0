using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// Combines the predictions of several experts, for each output by itself, so that in the long run the combination is hardly worse than the best fixed convex
/// combination of them: Bernstein online aggregation.
/// <code>
/// ŷ = Σ_k w_k x_k / Σ_k w_k      e = clamp(ŷ − y, ±20 a)      r_k = 2 e (ŷ − x_k)
/// V_k ← V_k + 2.2 r_k²      η_k = ρ / √V_k      R_k ← R_k + r_k − η_k r_k²      w_k ∝ π_k η_k exp(η_k R_k)
/// </code>
/// </summary>
/// <remarks>
/// <para>O. Wintenberger, "Optimal learning with Bernstein online aggregation", Machine Learning 106, 2017: the squared loss of the combination exceeds that of
/// expert k by at most O(√(V_k ln(1/π_k))), V_k the sum of squares of its instantaneous regrets, and, by linearisation, that of any convex combination by the
/// mean of these. No rate is to be tuned and no range to be known. ρ = 1; where targets come h rows late, 1/√h: they are h interleaved problems (P. Joulani et
/// al., "Online learning under delayed feedback", ICML 2013).</para>
/// <para>a is the running mean of |e|: V never forgets, and a single gross error would freeze the weights. What the bound says, it says of rows whose error is
/// within it.</para>
/// <para>An expert that is NaN sleeps: it has no say, and keeps its weight, in the row.</para>
/// </remarks>
internal sealed class BernsteinAggregation
{
    private const double Bernstein = 2.2;
    private const double LargestError = 20;

    private readonly StateScope _home;
    private readonly double[] _priors;
    private readonly double[] _rates;
    private readonly double[] _exponents;
    private readonly double[] _stepSizes;
    private readonly Field _weights;
    private readonly Field _variances;
    private readonly Field _regrets;
    private readonly Field _errors;

    /// <summary>Adds the fields to <paramref name="home"/>.</summary>
    /// <param name="home">Where to.</param>
    /// <param name="priors">π of each expert; they sum to 1.</param>
    /// <param name="rates">ρ of each output.</param>
    public BernsteinAggregation(StateScope home, double[] priors, double[] rates)
    {
        (_home, _priors, _rates) = (home, priors, rates);
        var state = home.Layout;
        (_exponents, _stepSizes) = (new double[priors.Length], new double[priors.Length]);
        _weights = state.Add<double>("mixture.weights", rates.Length, priors.Length);
        _variances = state.Add<double>("mixture.variances", rates.Length, priors.Length);
        _regrets = state.Add<double>("mixture.regrets", rates.Length, priors.Length);
        _errors = state.AddStructs<ErrorScale, double>("mixture.errors", rates.Length);
        state.RequireStructs<ErrorScale>(_errors, static value => value.IsPossible, ErrorScale.What);
    }

    /// <summary>π.</summary>
    public ReadOnlySpan<double> Priors => _priors;

    /// <summary>Number of experts, K.</summary>
    public int Experts => _priors.Length;

    /// <summary>Sets the priors in a fresh memory.</summary>
    public void Initialize(LearnerMemory memory)
    {
        for (int output = 0; output < _rates.Length; output++)
        {
            _priors.CopyTo(View(_home.Fresh(memory), _weights, output));
        }
    }

    /// <summary>The weights of an output's experts; they sum to 1.</summary>
    public ReadOnlySpan<double> Weights(LearnerMemory memory, int output) => View(memory, _weights, output);

    /// <summary>ŷ; NaN if every expert sleeps.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="output">Which output.</param>
    /// <param name="predictions">x, one an expert.</param>
    /// <param name="spreads">By how much each expert's squared error is expected to be larger in this row than it usually is.</param>
    /// <param name="shares">Receives the weights in force, which sum to 1; NaN if every expert sleeps.</param>
    public double Combine(LearnerMemory memory, int output, ReadOnlySpan<double> predictions, ReadOnlySpan<double> spreads, Span<double> shares)
    {
        ReadOnlySpan<double> weights = View(memory, _weights, output);
        double sum = 0, awake = 0;
        for (int k = 0; k < weights.Length; k++)
        {
            shares[k] = double.IsNaN(predictions[k]) ? 0 : weights[k] / (spreads[k] * spreads[k]);
            sum += shares[k] > 0 ? shares[k] * predictions[k] : 0;
            awake += shares[k];
        }

        TensorPrimitives.Divide(shares, awake, shares);
        return sum / awake;
    }

    /// <summary>Takes a target in.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="output">Which output.</param>
    /// <param name="predictions">x, as the experts predicted.</param>
    /// <param name="combined">ŷ, as it was given.</param>
    /// <param name="target">y, finite.</param>
    public void Learn(LearnerMemory memory, int output, ReadOnlySpan<double> predictions, double combined, double target)
    {
        Span<double> variances = View(memory, _variances, output), regrets = View(memory, _regrets, output);
        double slope = 2 * BoundedError(memory, output, combined - target), largest = double.NegativeInfinity;
        for (int k = 0; k < predictions.Length; k++)
        {
            double regret = double.IsNaN(predictions[k]) ? 0 : slope * (combined - predictions[k]);
            double square = regret * regret;
            double variance = variances[k] + (Bernstein * square);
            bool counts = double.IsFinite(variance);
            variances[k] = counts ? variance : variances[k];
            _stepSizes[k] = variances[k] > 0 ? _rates[output] / Math.Sqrt(variances[k]) : 0;
            regrets[k] += counts ? regret - (_stepSizes[k] * square) : 0;
            _exponents[k] = _stepSizes[k] * regrets[k];
            largest = _stepSizes[k] > 0 ? Math.Max(largest, _exponents[k]) : largest;
        }

        if (largest > double.NegativeInfinity)
        {
            Reweigh(View(memory, _weights, output), largest);
        }
    }

    /// <summary>e.</summary>
    private double BoundedError(LearnerMemory memory, int output, double error)
    {
        ref var scale = ref _home.In(memory).Refs<ErrorScale>(_errors)[output];
        double limit = scale.Limit(LargestError);
        scale.Update(Math.Abs(error), 5 * LargestError);
        return Math.Clamp(error, -limit, limit);
    }

    /// <summary>Experts that have never differed from the combination keep their priors; the others share what is left.</summary>
    private void Reweigh(Span<double> weights, double largest)
    {
        for (int k = 0; k < weights.Length; k++)
        {
            _exponents[k] -= largest;
        }

        Elementary.Exp<double>(_exponents, _exponents);
        double sum = 0, prior = 0;
        for (int k = 0; k < weights.Length; k++)
        {
            if (_stepSizes[k] > 0)
            {
                weights[k] = _priors[k] * _stepSizes[k] * _exponents[k];
                sum += weights[k];
                prior += _priors[k];
            }
        }

        for (int k = 0; k < weights.Length; k++)
        {
            weights[k] = _stepSizes[k] > 0 ? weights[k] * (prior / sum) : _priors[k];
        }
    }

    private Span<double> View(LearnerMemory memory, in Field field, int output) => View(_home.In(memory), field, output);

    private Span<double> View(FlatBuffer buffer, in Field field, int output) => buffer.View<double>(field).Slice(output * _priors.Length, _priors.Length);
}
