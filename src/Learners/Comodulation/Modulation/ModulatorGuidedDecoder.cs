using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// Tells two stimuli apart by the spike counts of Poisson units whose rates a known random modulator m multiplies by e^(w m − σ² w² / 2), w their couplings.
/// <code>
/// ŵ_n = Σ_t k_nt m_t / (T σ² (λ_n0 + λ_n1) / 2)      score = Σ_n ŵ_n s_n k_n − Σ_n (λ_n0 − λ_n1) e^(w_n m − σ² w_n² / 2)
/// </code>
/// </summary>
/// <remarks>
/// C. Haimerl, C. Savin and E. P. Simoncelli, "Flexible information routing in neural populations through stochastic comodulation", NeurIPS 2019. How much each
/// unit counts is learnt from the modulator alone, since E[m e^(w m − σ² w² / 2)] = σ² w; only the signs s take trials whose stimulus is known.
/// </remarks>
internal sealed class ModulatorGuidedDecoder
{
    private readonly double[] _first;
    private readonly double[] _second;
    private readonly double[] _products;
    private readonly double[] _sums;
    private readonly double[] _secondSums;
    private readonly double _variance;
    private long _trials;
    private long _firsts;
    private long _seconds;

    /// <summary>Makes a decoder.</summary>
    /// <param name="first">λ₀, the rates under stimulus 0; above 0.</param>
    /// <param name="second">λ₁, the rates under stimulus 1; as many, above 0.</param>
    /// <param name="sigma">σ, the modulator's standard deviation, above 0.</param>
    public ModulatorGuidedDecoder(IReadOnlyList<double> first, IReadOnlyList<double> second, double sigma)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Count, first.Count, nameof(second));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        foreach (double rate in first.Concat(second))
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate, "rate");
        }

        (_first, _second, _variance) = ([.. first], [.. second], sigma * sigma);
        (_products, _sums, _secondSums) = (new double[first.Count], new double[first.Count], new double[first.Count]);
    }

    /// <summary>
    /// The weights of the best linear decoder, ln(λ₀ / λ₁), whose magnitudes are the couplings that make the modulator point to the informative units.
    /// </summary>
    public double BestWeight(int unit) => Elementary.Log(_first[unit] / _second[unit]);

    /// <summary>ŵ of a unit, from the trials so far.</summary>
    public double Coupling(int unit) => _products[unit] / (_trials * _variance * (_first[unit] + _second[unit]) / 2);

    /// <summary>
    /// s of a unit: the sign of its mean count under stimulus 0 less that under stimulus 1, over the trials so far; 0 before both have occurred.
    /// </summary>
    public int Sign(int unit) => _firsts == 0 || _seconds == 0 ? 0 : Math.Sign((_sums[unit] / _firsts) - (_secondSums[unit] / _seconds));

    /// <summary>Takes a trial in.</summary>
    /// <param name="counts">k.</param>
    /// <param name="modulator">m.</param>
    /// <param name="stimulus">0 or 1.</param>
    public void Learn(ReadOnlySpan<double> counts, double modulator, int stimulus)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, _first.Length, nameof(counts));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)stimulus, 1u, nameof(stimulus));
        _trials++;
        _firsts += 1 - stimulus;
        _seconds += stimulus;
        double[] sums = stimulus == 0 ? _sums : _secondSums;
        for (int n = 0; n < counts.Length; n++)
        {
            _products[n] += counts[n] * modulator;
            sums[n] += counts[n];
        }
    }

    /// <summary>−Σ (λ₀ − λ₁), each term times its unit's factor at m.</summary>
    public double Threshold(double modulator)
    {
        double sum = 0;
        for (int n = 0; n < _first.Length; n++)
        {
            double w = Math.Abs(BestWeight(n));
            sum -= Elementary.Exp((w * modulator) - (_variance * w * w / 2)) * (_first[n] - _second[n]);
        }

        return sum;
    }

    /// <summary>Above 0 for stimulus 0.</summary>
    public double Score(ReadOnlySpan<double> counts, double modulator)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, _first.Length, nameof(counts));
        double score = Threshold(modulator);
        for (int n = 0; n < counts.Length; n++)
        {
            score += Coupling(n) * Sign(n) * counts[n];
        }

        return score;
    }
}
