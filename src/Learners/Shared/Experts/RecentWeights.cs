using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// Weights of experts by their recent squared errors, for each output by itself.
/// <code>
/// L_k ← L_k + α (b (y − x_k)² / s_k − L_k)      w_k ∝ π_k (min_j s_j L_j / s_k L_k)⁴      α = max((1 + g)/(n + g), 1 − 2^(−1 / half-life))
/// </code>
/// </summary>
/// <remarks>
/// <para>Nothing in it has a unit, and nothing in it lasts: an expert whose errors are three times another's has a hundredth of its say within some rows, and
/// is back some half-lives after it is better again. That is what keeps the error small on every stretch of rows, which a bound on the whole past does
/// not.</para>
/// <para>s_k is what an expert says of the row: that its squared error is expected to be s_k times what it usually is. Where a row is like none before, the
/// experts that extrapolate furthest have the least say.</para>
/// <para>b ≤ 1 bounds a row whose smallest error is beyond twenty times what such errors have been, so that a gross target is no verdict on the experts.
/// An expert that is NaN sleeps and keeps its L; one that has never been judged has no say.</para>
/// <para>g is for experts that are bad at first and learn: their first errors soon count nothing.</para>
/// <para>L is a sequence's own. One that has no target yet, and at its first target one that may inherit, takes what all sequences have come to.</para>
/// </remarks>
internal sealed class RecentWeights
{
    private const double LargestError = 20;

    /// <summary>Targets that the losses of all sequences count for in a new one.</summary>
    private const double Inherited = 20;

    /// <summary>Targets that the losses of another output count for in a new one.</summary>
    private const double Borrowed = 4;

    /// <summary>How many times smaller the losses of the last four targets are where everything before them is forgotten.</summary>
    private const double Fall = 400;

    /// <summary>How many times smaller the last two losses of one expert are where a unit has come back, and the least share of theirs that those of the others
    /// then still are.</summary>
    private const double Collapse = 1e4, GoesOn = 0.1;

    /// <summary>How many times larger than usual the smallest loss was at the target before these two, at which the unit came back.</summary>
    private const double Jump = 2;

    /// <summary>Targets that are left then.</summary>
    private const int FewestBehind = 2;

    /// <summary>Targets behind one beyond the bound within which that may happen.</summary>
    private const double Aftermath = 24;

    private readonly double[] _priors;
    private readonly Field _own;
    private readonly Field? _shared;
    private readonly Field _best;
    private readonly double[] _rates;
    private readonly double[] _youths;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    /// <param name="layout">Where to.</param>
    /// <param name="name">Begins the names of the fields.</param>
    /// <param name="priors">π of each expert, above 0.</param>
    /// <param name="halfLives">Of each output, in targets.</param>
    /// <param name="inherits">Whether a sequence begins with what others have come to.</param>
    /// <param name="youths">g of each output, or null where it is 0.</param>
    public RecentWeights(MachineLayout<double> layout, string name, double[] priors, double[] halfLives, bool inherits, double[]? youths = null)
    {
        int outputs = halfLives.Length;
        (_priors, _rates, _youths) = (priors, [.. halfLives.Select(HalfLife.Rate)], youths ?? new double[outputs]);
        _own = layout.Sequence.AddStructs<Loss, double>(name + ".losses", outputs * priors.Length);
        _best = layout.Sequence.AddStructs<Best, double>(name + ".best", outputs);
        layout.Sequence.RequireStructs<Loss>(_own, static value => FieldRules.IsCount(value.Count), "losses that were counted");
        if (inherits)
        {
            var shared = layout.State.AddStructs<Loss, double>(name + ".shared_losses", outputs * priors.Length);
            layout.State.RequireStructs<Loss>(shared, static value => FieldRules.IsCount(value.Count), "losses that were counted");
            _shared = shared;
        }
    }

    /// <summary>Writes w of an output's experts, which sum to 1; 0 of one that sleeps. False, and all are 0, if none was ever judged that is awake.</summary>
    public bool Weigh(LearnerMemory memory, int output, ReadOnlySpan<double> predictions, ReadOnlySpan<double> spreads, Span<double> weights)
    {
        ReadOnlySpan<Loss> own = Own(memory, output), shared = Shared(memory, output);
        double least = double.PositiveInfinity, sum = 0;
        for (int k = 0; k < weights.Length; k++)
        {
            var loss = own[k].Count > 0 || shared.IsEmpty ? own[k] : shared[k];
            bool speaks = loss.Count > 0 && double.IsFinite(predictions[k]);
            weights[k] = speaks ? loss.Mean * spreads[k] : double.NaN;
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
    /// <param name="memory">The learner's memory.</param>
    /// <param name="output">Which output.</param>
    /// <param name="predictions">x, as the experts predicted.</param>
    /// <param name="spreads">s, as they were given with them.</param>
    /// <param name="target">y, finite.</param>
    /// <param name="isShared">Whether new sequences are to begin with it.</param>
    /// <param name="like">The output whose losses this one begins with, where it has none in any sequence; negative for none.</param>
    /// <returns>Whether all but the last two targets are over, as behind a unit that has come back.</returns>
    public bool Learn(
        LearnerMemory memory, int output, ReadOnlySpan<double> predictions, ReadOnlySpan<double> spreads, double target, bool isShared, int like = -1)
    {
        ref var best = ref memory.Sequence.Refs<Best>(_best)[output];
        double least = double.PositiveInfinity;
        foreach (double prediction in predictions)
        {
            least = double.IsFinite(prediction) ? Math.Min(least, Square(target - prediction)) : least;
        }

        if (!double.IsFinite(least))
        {
            return false;
        }

        double rate = _rates[output], youth = _youths[output];
        Span<Loss> own = Own(memory, output), shared = Shared(memory, output);
        double limit = LargestError * LargestError * best.Mean, bound = best.Mean > 0 && least > limit ? limit / least : 1;
        best.Shaken = least > limit ? Aftermath : Math.Max(0, best.Shaken - 1);
        for (int k = 0; k < own.Length; k++)
        {
            double loss = bound * Square(target - predictions[k]) / spreads[k];
            if (!double.IsFinite(loss))
            {
                continue;
            }

            if (isShared && !shared.IsEmpty && shared[k].Count == 0 && like >= 0)
            {
                shared[k] = Begun(Own(memory, like)[k], Borrowed);
            }

            if (own[k].Count == 0)
            {
                own[k] = !shared.IsEmpty && shared[k].Count > 0 ? Begun(shared[k], Inherited) : like >= 0 ? Begun(Own(memory, like)[k], Borrowed) : own[k];
            }

            own[k].Update(loss, rate, youth);
            if (isShared && !shared.IsEmpty)
            {
                shared[k].Update(loss, rate, youth);
            }
        }

        int behind = Behind(own, best);
        if (behind > 0)
        {
            best.Shaken = 0;
            Forget(own, behind);
        }

        best.Mean = best.Mean > 0 ? best.Mean + (rate * ((bound * least) - best.Mean)) : least;
        return behind == FewestBehind;
    }

    /// <summary>Gives an output the losses of another.</summary>
    public void Follow(LearnerMemory memory, int output, int like)
    {
        Own(memory, like).CopyTo(Own(memory, output));
        Span<Best> best = memory.Sequence.Refs<Best>(_best);
        best[output] = best[like];
    }

    /// <summary>A loss that counts for so many targets at most.</summary>
    private static Loss Begun(in Loss loss, double count) => loss with { Count = Math.Min(loss.Count, count) };

    private static double Square(double value) => value * value;

    /// <summary>
    /// How many of the last targets tell of what is now, everything before them being over, or 0 where nothing is over: a mean that halves in twenty rows would
    /// need hundreds to see it. Four, where the last four losses of each expert are far below what its were, or behind a shock those of one below what any
    /// expert's were. Two, where those of one are further below still, behind one that was large for all, while the others go on as they were: so a unit comes
    /// back. A loss of 0 says that nothing moved.
    /// </summary>
    private static int Behind(ReadOnlySpan<Loss> losses, in Best best)
    {
        double mean = double.PositiveInfinity, ofFour = mean, ofTwo = mean, others = mean, before = mean;
        bool haveAll = true, isShaken = best.Shaken > 0;
        foreach (ref readonly var loss in losses)
        {
            double four = loss.LargestOf(4), two = loss.LargestOf(2);
            haveAll &= loss.Count == 0 || Fall * four < loss.Mean;
            mean = loss.Count > 0 ? Math.Min(mean, loss.Mean) : mean;
            ofFour = four > 0 ? Math.Min(ofFour, four) : ofFour;
            ofTwo = Math.Min(ofTwo, two);
            before = loss.Count > 2 ? Math.Min(before, Math.Max(loss.Third, loss.Fourth)) : before;
            others = loss.Count > 0 && Fall * two > loss.Mean ? Math.Min(others, loss.MeanOf(2) / loss.Mean) : others;
        }

        bool isBack = ofTwo > 0 && Collapse * ofTwo < mean && before > Jump * best.Mean && others > GoesOn;
        return haveAll || (isShaken && Fall * ofFour < mean) ? 4 : isBack ? FewestBehind : 0;
    }

    /// <summary>Forgets all losses but the last few. One that was 0 in them is taken to have fallen as far as that which has fallen furthest.</summary>
    private static void Forget(Span<Loss> losses, int behind)
    {
        double furthest = double.PositiveInfinity;
        foreach (ref readonly var loss in losses)
        {
            double fall = loss.MeanOf(behind) / loss.Mean;
            furthest = fall > 0 ? Math.Min(furthest, fall) : furthest;
        }

        foreach (ref var loss in losses)
        {
            double mean = loss.MeanOf(behind);
            mean = mean > 0 || double.IsInfinity(furthest) ? mean : furthest * loss.Mean;
            (loss.Mean, loss.Count) = (mean, Math.Min(loss.Count, behind));
        }
    }

    private Span<Loss> Own(LearnerMemory memory, int output) => memory.Sequence.Refs<Loss>(_own).Slice(output * _priors.Length, _priors.Length);

    private Span<Loss> Shared(LearnerMemory memory, int output) =>
        _shared is { } field ? memory.State.Refs<Loss>(field).Slice(output * _priors.Length, _priors.Length) : [];

    /// <summary>The mean of each row's smallest loss, and the targets to come that are in the aftermath of one beyond the bound.</summary>
    private struct Best
    {
        public double Mean;
        public double Shaken;
    }

    /// <summary>L of one expert, the targets in it, and its last four losses, the latest first.</summary>
    private struct Loss
    {
        public double Mean;
        public double Count;
        public double First;
        public double Second;
        public double Third;
        public double Fourth;

        /// <summary>The largest of the last four or two losses.</summary>
        public readonly double LargestOf(int last) => last == 2 ? Math.Max(First, Second) : Math.Max(Math.Max(First, Second), Math.Max(Third, Fourth));

        /// <summary>Their mean.</summary>
        public readonly double MeanOf(int last) => last == 2 ? (First + Second) / 2 : (First + Second + Third + Fourth) / 4;

        public void Update(double loss, double rate, double youth)
        {
            Count++;
            Mean += RunningMean.Rate(Count, rate, youth) * (loss - Mean);
            (First, Second, Third, Fourth) = (loss, First, Second, Third);
        }
    }
}
