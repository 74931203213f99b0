using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// Combines the predictions of several experts, for each output by itself, so that the combination is hardly worse than the best fixed convex combination of
/// them in the long run, and hardly worse than the best of them on any stretch of rows.
/// <code>
/// ŷ = Σ_k v_k x_k + v_a Σ_k w_k x_k + v_b Σ_k u_k x_k
/// </code>
/// </summary>
/// <remarks>
/// <para>w are the weights of <see cref="BernsteinAggregation"/>, which looks at all of the past; u and v those of <see cref="RecentWeights"/>, u by the last
/// few rows and v by some more, where v takes both combinations for two more experts.</para>
/// <para>An expert that is NaN sleeps, and one that has never been judged speaks only where all others have nothing to say either.</para>
/// </remarks>
internal sealed class ExpertMixture
{
    /// <summary>Shares of the combination by all of the past, and of that by the last few rows, before anything is known.</summary>
    private const double PriorOfLong = 0.8, PriorOfFast = 0.05;

    /// <summary>Half-lives of the weights by recent errors, in targets.</summary>
    private const double RecentHalfLife = 20, FastHalfLife = 4;

    /// <summary>Targets of all outputs for which one that was not judged is still known.</summary>
    private const long Remembered = 100;

    private readonly BernsteinAggregation _long;
    private readonly RecentWeights _fast;
    private readonly RecentWeights _recent;
    private readonly Field _judged;
    private readonly StateScope _home;
    private readonly Field _weights;
    private readonly Field _last;
    private readonly int _outputs;
    private readonly double[] _candidates;
    private readonly double[] _spreads;
    private readonly double[] _longShares;
    private readonly double[] _recentShares;
    private readonly double[] _fastShares;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    /// <param name="layout">Where to.</param>
    /// <param name="isShared">Whether the weights by all of the past are one set for all sequences, and new sequences begin with the recent weights of
    /// others.</param>
    /// <param name="priors">Share of each expert before anything is known; they sum to 1.</param>
    /// <param name="rates">ρ of each output, <see cref="BernsteinAggregation"/>.</param>
    /// <param name="youth">g of <see cref="RecentWeights"/> where targets come very late; (1 − ρ) g is that of each output, none where they come at
    /// once.</param>
    public ExpertMixture(MachineLayout<double> layout, bool isShared, double[] priors, double[] rates, double youth = 0)
    {
        int outputs = rates.Length;
        _long = new(StateScope.Of(layout, isShared), priors, rates);
        double[] youths = [.. rates.Select(rate => (1 - rate) * youth)];
        _fast = new(layout, "mixture.fast", priors, HalfLives(FastHalfLife, rates), isShared, youths);
        double[] all = [.. priors.Select(prior => (1 - PriorOfLong - PriorOfFast) * prior), PriorOfLong, PriorOfFast];
        _recent = new(layout, "mixture.recent", all, HalfLives(RecentHalfLife, rates), isShared, youths);
        _judged = layout.Sequence.Add<long>("mixture.judged", outputs + 1);
        _home = StateScope.Of(layout, isShared);
        _weights = _home.Layout.Add<double>("mixture.shares", outputs, priors.Length);
        _last = _home.Layout.Add<long>("mixture.last", 1);
        layout.Sequence.RequireCounts(_judged);
        _home.Layout.Require(_last, 0, outputs - 1L);
        _outputs = outputs;
        (_candidates, _spreads) = (new double[priors.Length + 2], new double[priors.Length + 2]);
        (_recentShares, _longShares, _fastShares) = (new double[priors.Length + 2], new double[priors.Length], new double[priors.Length]);
        Shares = new double[priors.Length];
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

    /// <summary>The share of each expert in what was combined last; they sum to 1.</summary>
    public double[] Shares { get; }

    /// <summary>The shares as they were when the last target of an output was taken in.</summary>
    public ReadOnlySpan<double> Weights(LearnerMemory memory, int output) => _home.In(memory).View<double>(_weights).Slice(output * Experts, Experts);

    /// <summary>The output whose target was taken in last; 0 before the first.</summary>
    public int LastOutput(LearnerMemory memory) => (int)_home.In(memory).View<long>(_last)[0];

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
        ReadOnlySpan<long> judged = memory.Sequence.View<long>(_judged);
        return judged[output] > 0 && judged[_outputs] - judged[output] < Remembered;
    }

    /// <summary>ŷ; NaN if every expert sleeps.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="output">Which output.</param>
    /// <param name="predictions">x, one an expert.</param>
    /// <param name="spreads">By how much each expert's squared error is expected to be larger in this row than it usually is; nothing where none says
    /// so.</param>
    public double Combine(LearnerMemory memory, int output, ReadOnlySpan<double> predictions, ReadOnlySpan<double> spreads = default)
    {
        Fill(memory, output, predictions, spreads);
        bool isJudged = _recent.Weigh(memory, output, _candidates, _spreads, _recentShares);
        for (int k = 0; k < Experts; k++)
        {
            Shares[k] = isJudged ? _recentShares[k] + (_recentShares[Experts] * _longShares[k]) + (_recentShares[Experts + 1] * _fastShares[k])
                : _longShares[k];
        }

        return isJudged ? Sum(_recentShares, _candidates) : _candidates[Experts];
    }

    /// <summary>Takes a target in.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="output">Which output.</param>
    /// <param name="predictions">x, as the experts predicted.</param>
    /// <param name="target">y, finite.</param>
    /// <param name="spreads">As they were given with the predictions; nothing where none were.</param>
    /// <param name="isShared">Whether it is taken into what all sequences share.</param>
    /// <param name="like">The output whose recent errors this one begins with, where it has not been judged yet; negative for none.</param>
    /// <returns>Whether what all experts were worth before the last two targets is over.</returns>
    public bool Learn(
        LearnerMemory memory, int output, ReadOnlySpan<double> predictions, double target, ReadOnlySpan<double> spreads = default, bool isShared = true,
        int like = -1)
    {
        Fill(memory, output, predictions, spreads);
        Span<long> judged = memory.Sequence.View<long>(_judged);
        judged[output] = ++judged[_outputs];
        bool isOver = _recent.Learn(memory, output, _candidates, _spreads, target, isShared, like);
        _fast.Learn(memory, output, predictions, _spreads, target, isShared, like);
        if (isShared)
        {
            _long.Learn(memory, output, predictions, _candidates[Experts], target);
            Combine(memory, output, predictions, spreads);
            Shares.CopyTo(_home.In(memory).View<double>(_weights).Slice(output * Experts, Experts));
            _home.In(memory).View<long>(_last)[0] = output;
        }

        return isOver;
    }

    /// <summary>Takes for an output's recent errors those of another.</summary>
    public void Follow(LearnerMemory memory, int output, int like)
    {
        _recent.Follow(memory, output, like);
        _fast.Follow(memory, output, like);
    }

    /// <summary>The experts, and the two combinations of them that are experts of the last one.</summary>
    private void Fill(LearnerMemory memory, int output, ReadOnlySpan<double> predictions, ReadOnlySpan<double> spreads)
    {
        predictions.CopyTo(_candidates);
        _spreads.AsSpan().Fill(1);
        spreads.CopyTo(_spreads);
        _candidates[Experts] = _long.Combine(memory, output, predictions, _spreads.AsSpan(0, Experts), _longShares);
        _candidates[Experts + 1] = _fast.Weigh(memory, output, predictions, _spreads, _fastShares) ? Sum(_fastShares, predictions) : double.NaN;
    }

    /// <summary>Errors of a step h rows ahead overlap: h rows tell what one row tells of the first step.</summary>
    private static double[] HalfLives(double ofFirst, double[] rates) => [.. rates.Select(rate => ofFirst / (rate * rate))];

    private static double Sum(ReadOnlySpan<double> shares, ReadOnlySpan<double> predictions)
    {
        double sum = 0;
        for (int k = 0; k < shares.Length; k++)
        {
            sum += shares[k] > 0 ? shares[k] * predictions[k] : 0;
        }

        return sum;
    }
}
