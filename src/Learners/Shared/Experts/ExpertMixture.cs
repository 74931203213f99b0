using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// Combines the predictions of several experts, for each output by itself, so that the combination is hardly worse than the best fixed convex combination of
/// them in the long run, and hardly worse than the best of them on any stretch of rows.
/// <code>
/// ŷ = v_0 Σ_k w_k x_k + Σ_k v_k x_k
/// </code>
/// </summary>
/// <remarks>
/// <para>w are the weights of <see cref="BernsteinAggregation"/>, which looks at all of the past; v those of <see cref="RecentWeights"/>, which looks at the last
/// rows only, and takes the first combination for one more expert.</para>
/// <para>An expert that is NaN sleeps, and one that has never been judged speaks only where all others have nothing to say either.</para>
/// </remarks>
internal sealed class ExpertMixture
{
    private static readonly double PriorOfLong = Lab.Get("PLONG", 0.8), HalfLife = Lab.Get("HREC", 20), Fast = Lab.Get("HFAST", 4), PriorOfFast = Lab.Get("PFAST", .05);

    /// <summary>Targets of all outputs for which one that was not judged is still known.</summary>
    private const long Remembered = 100;

    private readonly StateScope _home;
    private readonly BernsteinAggregation _long;
    private readonly RecentWeights _fast;
    private readonly RecentWeights _recent;
    private readonly Field _judged;
    private readonly Field _weights;
    private readonly int _outputs;
    private readonly double[] _candidates;
    private readonly double[] _spreads;
    private readonly double[] _shares;
    private readonly double[] _fastShares;

    /// <summary>Adds the fields to <paramref name="home"/>.</summary>
    /// <param name="home">Where to.</param>
    /// <param name="priors">Share of each expert before anything is known; they sum to 1.</param>
    /// <param name="rates">ρ of each output, <see cref="BernsteinAggregation"/>.</param>
    public ExpertMixture(StateScope home, double[] priors, double[] rates)
    {
        (_home, _outputs) = (home, rates.Length);
        _long = new(home, priors, rates);
        _fast = new(home, "mixture.fast", priors, rates.Length, Fast);
        _recent = new(
            home, "mixture.recent", [.. priors.Select(prior => (1 - PriorOfLong - PriorOfFast) * prior), PriorOfLong, PriorOfFast], rates.Length, HalfLife);
        _judged = home.Layout.Add<long>("mixture.judged", rates.Length + 1);
        _weights = home.Layout.Add<double>("mixture.shares", rates.Length, priors.Length);
        (_candidates, _spreads) = (new double[priors.Length + 2], new double[priors.Length + 2]);
        (_shares, _fastShares) = (new double[priors.Length + 2], new double[priors.Length]);
    }

    /// <summary>Number of experts, K.</summary>
    public int Experts => _long.Experts;

    /// <summary>Sets the priors in a fresh memory.</summary>
    public void Initialize(LearnerMemory memory)
    {
        _long.Initialize(memory);
        Span<double> weights = _home.Fresh(memory).View<double>(_weights);
        for (int output = 0; output < _outputs; output++)
        {
            _long.Priors.CopyTo(weights.Slice(output * Experts, Experts));
        }
    }

    /// <summary>The share that each expert had in what was said last of an output, after its target was taken in; they sum to 1.</summary>
    public ReadOnlySpan<double> Weights(LearnerMemory memory, int output) => Shares(memory, output);

    /// <summary>The mean share of an expert over all outputs.</summary>
    public double MeanWeight(LearnerMemory memory, int expert)
    {
        ReadOnlySpan<double> weights = _home.In(memory).View<double>(_weights);
        double sum = 0;
        for (int i = expert; i < weights.Length; i += Experts)
        {
            sum += weights[i];
        }

        return sum / _outputs;
    }

    /// <summary>Whether a target of an output was among the last hundred of all outputs: what weights are worth that have not been judged for longer, nobody
    /// knows.</summary>
    public bool IsJudged(LearnerMemory memory, int output)
    {
        ReadOnlySpan<long> judged = _home.In(memory).View<long>(_judged);
        return judged[output] > 0 && judged[_outputs] - judged[output] < Remembered;
    }

    /// <summary>ŷ; NaN if every expert sleeps.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="output">Which output.</param>
    /// <param name="predictions">x, one an expert.</param>
    /// <param name="spreads">By how much each expert's squared error is expected to be larger in this row than it usually is; nothing where none says so.</param>
    public double Combine(LearnerMemory memory, int output, ReadOnlySpan<double> predictions, ReadOnlySpan<double> spreads = default)
    {
        Fill(memory, output, predictions, spreads);
        return _recent.Weigh(memory, output, _candidates, _spreads, _shares) ? Sum(_shares, _candidates) : _candidates[Experts];
    }

    /// <summary>Takes a target in.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="output">Which output.</param>
    /// <param name="predictions">x, as the experts predicted.</param>
    /// <param name="target">y, finite.</param>
    /// <param name="spreads">As they were given with the predictions.</param>
    public void Learn(LearnerMemory memory, int output, ReadOnlySpan<double> predictions, double target, ReadOnlySpan<double> spreads = default)
    {
        Fill(memory, output, predictions, spreads);
        Span<long> judged = _home.In(memory).View<long>(_judged);
        judged[output] = ++judged[_outputs];
        _recent.Learn(memory, output, _candidates, _spreads, target);
        _fast.Learn(memory, output, predictions, _spreads, target);
        _long.Learn(memory, output, predictions, _candidates[Experts], target);
        var shares = Shares(memory, output);
        var weights = _long.Weights(memory, output);
        _fast.Weigh(memory, output, predictions, _spreads, _fastShares);
        if (_recent.Weigh(memory, output, _candidates, _spreads, _shares))
        {
            for (int k = 0; k < shares.Length; k++)
            {
                shares[k] = _shares[k] + (_shares[Experts] * weights[k]) + (_shares[Experts + 1] * _fastShares[k]);
            }
        }
    }

    /// <summary>The experts, and the two combinations of them that are experts of the last one.</summary>
    private void Fill(LearnerMemory memory, int output, ReadOnlySpan<double> predictions, ReadOnlySpan<double> spreads)
    {
        predictions.CopyTo(_candidates);
        _spreads.AsSpan().Fill(1);
        spreads.CopyTo(_spreads);
        _candidates[Experts] = _long.Combine(memory, output, predictions, spreads);
        _candidates[Experts + 1] = _fast.Weigh(memory, output, predictions, _spreads, _fastShares) ? Sum(_fastShares, predictions) : double.NaN;
    }

    private static double Sum(ReadOnlySpan<double> shares, ReadOnlySpan<double> predictions)
    {
        double sum = 0;
        for (int k = 0; k < shares.Length; k++)
        {
            sum += shares[k] > 0 ? shares[k] * predictions[k] : 0;
        }

        return sum;
    }

    private Span<double> Shares(LearnerMemory memory, int output) => _home.In(memory).View<double>(_weights).Slice(output * Experts, Experts);
}
