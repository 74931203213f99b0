using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruRegression;

/// <summary>
/// The unit that a sequence's labels are told in, as a multiple of that of the fit. It is taken out of them before anything else sees them, and put back into
/// what is said, so that labels which come in another unit for a while, or for ever, leave all that was learnt as it was.
/// <code>
/// ℓ_f = −log f − log(1 + (r_f / s)²)      g_f ← max(0, g_f + clamp(ℓ_f − ℓ, ±4))      believed: g_f ≥ 12, 8
/// </code>
/// </summary>
/// <remarks>
/// <para>r_f is how far the label, read in the unit f, lies from what was estimated, and s the mean error; ℓ is that of the unit in force, with the level of
/// the label before where this is doubted. So a unit is believed behind three labels that say so, by a sequential test of its likelihood (E. Page, "Continuous
/// inspection schemes", Biometrika 41, 1954; Cauchy errors, which no single one decides), behind two where it is that of the fit, or was found last. From the
/// unit of the fit labels alone lead away that are far from all that was expected; back, or on, leads any. Where 0
/// is told or expected, nothing speaks for another.</para>
/// <para>A sequence begins with the unit that was found last in any.</para>
/// </remarks>
internal sealed class LabelUnit
{
    private const double LargestStep = 4, Believed = 12, BelievedAgain = 8;

    /// <summary>What units are taken for each other: that of the fit, thousands, shares and hundredths, millionths, minutes and hours.</summary>
    private static readonly double[] Factors = [1, 1e3, 1e-3, 1e2, 1e-2, 1e6, 60, 3600];

    private static readonly double[] Logarithms = [.. Factors.Select(Elementary.Log)];

    private readonly Field _unit;
    private readonly Field _isOwn;
    private readonly Field _evidence;
    private readonly Field _shared;
    private readonly double[] _next = new double[Factors.Length];
    private long _nextUnit;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    public LabelUnit(MachineLayout<double> layout)
    {
        _unit = layout.Sequence.Add<long>("label.unit", 1);
        _isOwn = layout.Sequence.Add<long>("label.unit_is_own", 1);
        _evidence = layout.Sequence.Add<double>("label.unit_evidence", Factors.Length);
        _shared = layout.State.Add<long>("label.shared_unit", 1);
        layout.Sequence.Require(_unit, 0, Factors.Length - 1L);
        layout.Sequence.Require(_isOwn, 0L, 1L);
        layout.State.Require(_shared, 0, Factors.Length - 1L);
    }

    /// <summary>A label of the row weighed last, or to be weighed, as it would be in the unit of the fit.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="told">The label, standardised.</param>
    /// <param name="zero">What 0 is, standardised.</param>
    public double Remove(LearnerMemory memory, double told, double zero) => Remove(Unit(memory), told, zero);

    /// <summary>What is said of a label, in the unit in force; standardised before and after.</summary>
    public double PutBack(LearnerMemory memory, double value, double zero)
    {
        long unit = Unit(memory);
        return unit == 0 ? value : zero + ((value - zero) * Factors[unit]);
    }

    /// <summary>Weighs what a label says of its unit, without changing memory.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="told">The label, standardised.</param>
    /// <param name="zero">What 0 is, standardised.</param>
    /// <param name="expected">What was expected, its level included.</param>
    /// <param name="jump">How far the label before was off, where that is doubted; else 0.</param>
    /// <param name="error">The mean error, above 0.</param>
    /// <param name="isFar">Whether the label, in the unit in force, lies far from all that was expected.</param>
    public LabelUnitVerdict Weigh(LearnerMemory memory, double told, double zero, double expected, double jump, double error, bool isFar)
    {
        long unit = _nextUnit = Unit(memory), known = memory.State.View<long>(_shared)[0];
        memory.Sequence.View<double>(_evidence).CopyTo(_next);
        double miss = Math.Abs(Remove(unit, told, zero) - expected), asLevel = Math.Min(miss, Math.Abs(Remove(unit, told, zero) - expected - jump));
        double largest = 0, best = double.NegativeInfinity;
        bool isNought = told == zero, isExpectedNought = Math.Abs(expected - zero) < error;
        for (int i = 0; i < Factors.Length; i++)
        {
            double other = Math.Abs(Remove(i, told, zero) - expected), likelihood = Likelihood(i, other, error);
            double step = isNought ? 0 : Step(unit, asLevel, i, other, error, isFar);
            _next[i] = i == unit ? 0 : Math.Max(0, _next[i] + (isExpectedNought && i != 0 ? Math.Min(0, step) : step));
            largest = Math.Max(largest, _next[i]);
            if (_next[i] >= (i == 0 || i == known ? BelievedAgain : Believed) && likelihood > best)
            {
                (_nextUnit, best) = (i, likelihood);
            }
        }

        if (_nextUnit != unit)
        {
            Array.Clear(_next);
            return LabelUnitVerdict.Another;
        }

        bool isDoubtful = largest >= LargestStep && (unit != 0 || isFar);
        return !isDoubtful ? LabelUnitVerdict.Same : unit == 0 && largest == LargestStep ? LabelUnitVerdict.Suspect : LabelUnitVerdict.InQuestion;
    }

    /// <summary>The label weighed last in the unit that is in force from it on.</summary>
    public double RemoveNext(double told, double zero) => Remove(_nextUnit, told, zero);

    /// <summary>Takes the label weighed last in.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="isShared">Whether new sequences begin with its unit.</param>
    public void Commit(LearnerMemory memory, bool isShared)
    {
        _next.CopyTo(memory.Sequence.View<double>(_evidence));
        bool isNew = Unit(memory) != _nextUnit;
        (memory.Sequence.View<long>(_unit)[0], memory.Sequence.View<long>(_isOwn)[0]) = (_nextUnit, 1);
        if (isShared && isNew)
        {
            memory.State.View<long>(_shared)[0] = _nextUnit;
        }
    }

    private static double Remove(long unit, double told, double zero) => unit == 0 ? told : zero + ((told - zero) / Factors[unit]);

    /// <summary>What a label adds to the evidence for another unit. In the unit of the fit, one that is near speaks against all others that it does not fit as
    /// well.</summary>
    private static double Step(long unit, double miss, int other, double otherMiss, double error, bool isFar)
    {
        double step = Math.Clamp(Likelihood(other, otherMiss, error) - Likelihood(unit, miss, error), -LargestStep, LargestStep);
        return unit != 0 || isFar ? step : otherMiss > miss + error ? Math.Min(0, step) : 0;
    }

    private static double Likelihood(long unit, double miss, double error)
    {
        double relative = miss / error;
        return -Logarithms[unit] - Elementary.Log(1 + (relative * relative));
    }

    private long Unit(LearnerMemory memory) =>
        memory.Sequence.View<long>(_isOwn)[0] == 1 ? memory.Sequence.View<long>(_unit)[0] : memory.State.View<long>(_shared)[0];
}
