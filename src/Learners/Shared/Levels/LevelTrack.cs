using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// Tells a spike from a new level by what comes next, and keeps the running scale of a series in which neither does harm.
/// <code>
/// r = y − offset      m ← m + α (r − m)      v ← v + α ((1 − α)(r − m)² − v)
/// σ² = v + (0.3 × smallest difference)²      α = max(1/n, 1 − 2^(−1 / half-life))
/// |r − m| &gt; limit × σ, |r − expected| &gt; |r − m| / 2:      shift = r − expected      r = expected      hedge = offset + p × shift
/// </code>
/// </summary>
/// <remarks>
/// <para>Two hypotheses stand after a value beyond the limit: what was expected is right, or the value is. By squared error a forecast from the mean of the two
/// costs a quarter of what the wrong one would, so a value that is not believed yet is never simply refused. p, at first ½, is the share of the suggested
/// shifts of late that were found to be levels, from 0.1 to 0.9. The next value that is known decides: nearer to the level suggested, the shift is believed,
/// and joins the offset; nearer to what was expected, it was a spike, and nothing of it stays; far from both, it suggests a shift of its own. P. Harrison and
/// C. Stevens, "Bayesian forecasting", Journal of the Royal Statistical Society B 38, 1976, decide likewise, over one row more.</para>
/// <para>A return to the level before, from one that has lasted less, is believed at once, and takes up its offset and scale exactly. Where shifts come more
/// often than a few in a half-life they are the series' own way, and so are those of a young series, of which nobody knows yet how it moves: the scale is
/// widened to hold them. The limit is made of all finite values, of
/// each at most half a limit, so that it can grow, and that no single one can widen it by much; its floor is in the series' own unit.</para>
/// <para>A value that was not believed and comes back exactly is a code (<see cref="RecurringValue"/>): from its third time on it is missing.</para>
/// </remarks>
/// <param name="halfLife">Half-life of the scale, in rows.</param>
/// <param name="limit">Deviations from the mean beyond which a value is looked at twice; null for none.</param>
/// <param name="fewest">Values of a series before which a shift is its own way: its scale is not known yet.</param>
internal sealed class LevelTrack(double halfLife, double? limit, int fewest)
{
    /// <summary>A value that was read off in steps of q is off by q / √12.</summary>
    private const double ResolutionToDeviation = 0.28867513459481287;

    private const double SmallestHedge = 0.1, LargestHedge = 0.9, EvidenceKept = 0.9;
    private const double HabitualShifts = 3, Room = 2, NewRows = 24;

    /// <summary>Share of the limit beyond which a code is missing: its first times have widened the scale.</summary>
    private const double FarForCodes = 0.5;

    /// <summary>How much of the way between two levels a value may be off the one to be of it.</summary>
    private const double SameLevel = 0.25;

    /// <summary>Whether a level is new: it is followed, but may be a fault that is not over, from which nothing should be learnt.</summary>
    public static bool IsNew(in LevelState state) => state.Since < Math.Min(state.EarlierSince, NewRows);

    /// <summary>Weight of the next value in a running mean, once there are many.</summary>
    public double SlowestRate { get; } = HalfLife.Rate(halfLife);

    /// <summary>The deviation; never 0.</summary>
    public static double Deviation(in LevelState state)
    {
        double floor = ResolutionToDeviation * state.Resolution;
        return state.Resolution > 0 ? Math.Sqrt(state.Variance + (floor * floor)) : state.Last != 0 ? Math.Abs(state.Last) : 1;
    }

    /// <summary>What is to be added to a forecast of r: the offset, and p of a shift that is not decided on.</summary>
    public static double Hedge(in LevelState state) =>
        state.Offset + (state.Shift == 0 ? 0 : Math.Clamp((1 + state.Levels) / (2 + state.Levels + state.Spikes), SmallestHedge, LargestHedge) * state.Shift);

    /// <summary>Takes the next value of a series in.</summary>
    /// <param name="state">The series'.</param>
    /// <param name="value">The value; not finite where it is missing.</param>
    /// <param name="expected">The r that was expected.</param>
    /// <param name="seen">r: the value less its level, or, where it is missing or not believed, what was expected.</param>
    public InputQuality Update(ref LevelState state, double value, double expected, out double seen)
    {
        seen = expected;
        state.Abandoned = 0;
        state.Rows++;
        if (!double.IsFinite(value) || IsCode(ref state, value, expected))
        {
            return InputQuality.Imputed;
        }

        bool isFirst = state.Count == 0;
        Resolve(ref state, value);
        Return(ref state, value - expected);
        double step = value - state.Offset - expected;
        bool isNear = isFirst || IsWithin(state, value) || Math.Abs(step) <= 0.5 * Math.Abs(value - state.Offset - state.Mean);
        bool isClean = state.Shift == 0 ? isNear : Decide(ref state, step, isNear);
        seen = isClean ? value - state.Offset : expected;
        if (!isClean)
        {
            state.Shift = step;
            Remember(ref state, value);
        }

        Learn(ref state, value - state.Offset);
        return isClean ? InputQuality.Clean : InputQuality.Spike;
    }

    /// <summary>
    /// Takes the next value of an input in, which no forecast is made of: it is believed as it is, and where the next one is like it the scale is widened.
    /// </summary>
    /// <param name="state">The input's.</param>
    /// <param name="value">The value; not finite where it is missing.</param>
    /// <param name="seen">The value, or where it is missing the last one.</param>
    public InputQuality TakeInput(ref LevelState state, double value, out double seen)
    {
        seen = state.Last;
        if (!double.IsFinite(value))
        {
            return InputQuality.Imputed;
        }

        bool isFirst = state.Count == 0;
        Resolve(ref state, value);
        double way = value - state.Mean;
        if (isFirst || IsWithin(state, value))
        {
            state.Shift = 0;
        }
        else if (state.Shift != 0 && Math.Abs(way - state.Shift) <= 0.5 * Math.Abs(way))
        {
            Widen(ref state, way);
            state.Shift = 0;
        }
        else
        {
            state.Shift = way;
        }

        Learn(ref state, value);
        seen = value;
        return InputQuality.Clean;
    }

    /// <summary>Decides on the shift that stands. Gives whether the value is believed.</summary>
    /// <param name="state">The series'.</param>
    /// <param name="step">How far the value lies above what was expected.</param>
    /// <param name="isNear">Whether the value is within the limit of the mean.</param>
    private bool Decide(ref LevelState state, double step, bool isNear)
    {
        double toLevel = Math.Abs(step - state.Shift), toExpected = Math.Abs(step);
        bool isLevel = toLevel < toExpected;
        state.Levels = (EvidenceKept * state.Levels) + (isLevel ? 1 : 0);
        state.Spikes = (EvidenceKept * state.Spikes) + (isLevel ? 0 : 1);
        if (isLevel ? !isNear && toLevel > 0.5 * toExpected : !isNear)
        {
            return false;
        }

        if (isLevel)
        {
            Believe(ref state, state.Shift + (0.5 * (step - state.Shift)), toLevel);
        }

        state.Shift = 0;
        return true;
    }

    private void Believe(ref LevelState state, double shift, double spread)
    {
        state.Habit++;
        if (state.Habit > HabitualShifts || state.Count < fewest)
        {
            state.Variance = Math.Max(state.Variance, 0.25 * spread * spread);
            Widen(ref state, shift);
            return;
        }

        if (state.Since >= state.EarlierSince)
        {
            (state.Earlier, state.EarlierSince, state.EarlierMean, state.EarlierVariance) = (state.Offset, state.Since, state.Mean, state.Variance);
        }

        (state.Offset, state.Since) = (state.Offset + shift, 0);
        state.Variance = Math.Max(state.Variance, 0.25 * spread * spread);
    }

    /// <summary>From a level that has not lasted, a value that is as expected at the level before takes that up again, as if nothing had been.</summary>
    private static void Return(ref LevelState state, double offset)
    {
        if (state.Since < state.EarlierSince && Math.Abs(offset - state.Earlier) <= SameLevel * Math.Abs(state.Offset - state.Earlier))
        {
            state.Abandoned = state.Since + 1;
            (state.Offset, state.Since, state.Mean, state.Variance) = (state.Earlier, state.EarlierSince, state.EarlierMean, state.EarlierVariance);
            (state.EarlierSince, state.Shift) = (0, 0);
            state.Habit++;
        }
    }

    /// <summary>Whether a value is one that was not believed before and has come back often enough, to the bit: it says that nothing was measured.</summary>
    private bool IsCode(ref LevelState state, double value, double expected)
    {
        bool isOften = state.Often.Count > 0 && state.Often.Value == value, isSeldom = !isOften && state.Seldom.Count > 0 && state.Seldom.Value == value;
        if (!isOften && !isSeldom)
        {
            return false;
        }

        ref var recurring = ref (isOften ? ref state.Often : ref state.Seldom);
        recurring.Recur(state.Rows);
        double way = Math.Abs(value - state.Offset - state.Mean), step = Math.Abs(value - state.Offset - expected);
        bool isCode = recurring.IsCode && limit is { } deviations && way > FarForCodes * deviations * Deviation(state) && step > 0.5 * way;
        if (state.Seldom.Count > state.Often.Count)
        {
            (state.Often, state.Seldom) = (state.Seldom, state.Often);
        }

        return isCode;
    }

    private static void Remember(ref LevelState state, double value)
    {
        if (state.Often.Count == 0)
        {
            state.Often.Begin(value, state.Rows);
        }
        else if (state.Often.Value != value && !(state.Seldom.Count > 0 && state.Seldom.Value == value))
        {
            state.Seldom.Begin(value, state.Rows);
        }
    }

    /// <summary>Widens the scale so that a way fits into the limit.</summary>
    private void Widen(ref LevelState state, double way)
    {
        double deviation = Room * way / limit!.Value;
        state.Variance = Math.Max(state.Variance, deviation * deviation);
    }

    private bool IsWithin(in LevelState state, double value) =>
        limit is not { } deviations || Math.Abs(value - state.Offset - state.Mean) <= deviations * Deviation(state);

    private static void Resolve(ref LevelState state, double value)
    {
        double difference = Math.Abs(value - state.Last);
        state.Resolution = state.Count == 0 || difference == 0 ? state.Resolution : state.Resolution == 0 ? difference : Math.Min(state.Resolution, difference);
        state.Last = value;
    }

    private void Learn(ref LevelState state, double seen)
    {
        double room = 0.5 * (limit ?? double.PositiveInfinity) * Deviation(state), rate = Math.Max(1 / (state.Count + 1), SlowestRate);
        RunningMoments.Update(ref state.Mean, ref state.Variance, state.Count == 0 ? seen : Math.Clamp(seen - state.Mean, -room, room), rate);
        state.Count++;
        state.Since++;
        state.Habit *= 1 - SlowestRate;
    }
}
