using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>
/// What labels have said of the extreme values of an input. Where the label is a surprise whenever they come, and seldom else, they are no faults of the sensor
/// but tell of the plant: a rare event, a heavy tail. Blittable, a field of a learner's memory.
/// <code>
/// log-odds += ln(0.8 / q) at a surprise that tells, ln(0.2 / (1 − q)) else
/// </code>
/// </summary>
/// <remarks>
/// <para>A. Wald, "Sequential tests of statistical hypotheses", Annals of Mathematical Statistics 16, 1945. All extreme inputs of a row share in what its label
/// says; nothing is said without labels.</para>
/// <para>A faulty sensor surprises as well, since what it would have told is missing, but by no more than labels change from row to row, and at random. So a
/// surprise tells if it is larger than that: q is the share of surprises among rows without an extreme value. Or if it is as large as those before it, in
/// proportion to what was hidden of the value: q is the chance of that.</para>
/// </remarks>
/// <typeparam name="T">Element type of inputs.</typeparam>
internal struct ExtremeEvidence<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Share of surprises that tell where extreme values tell of the plant.</summary>
    private const double Telling = 0.8;

    /// <summary>How far from proportion a surprise may be, and the chance that one at random is as near.</summary>
    private const double Tolerance = 0.15, Chance = 0.08;

    /// <summary>Log-odds from which extreme values are believed, and to which they go from there.</summary>
    private const double Enough = 7, Most = 14;

    /// <summary>How many times further from the mean than those that were judged a value is believed.</summary>
    private const double Reach = 2;

    /// <summary>Surprises whose proportions are averaged.</summary>
    private const double Averaged = 10;

    public T LogOdds;
    public T Largest;
    public T Proportion;
    public T Surprises;

    /// <summary>How far from the mean values are believed; 0 where none beyond the limit is.</summary>
    public readonly T Believed => LogOdds >= T.CreateTruncating(Enough) ? T.CreateTruncating(Reach) * Largest : T.Zero;

    /// <summary>Takes in the label of a row that had an extreme value.</summary>
    /// <param name="extreme">The value.</param>
    /// <param name="surprise">What the label says.</param>
    /// <param name="usual">Share of surprises among other rows.</param>
    public void Update(in ExtremeValue<T> extreme, in LabelSurprise surprise, double usual)
    {
        bool tells = surprise.IsSurprise && (extreme.IsBelieved || surprise.IsLarge || IsInProportion(extreme, surprise));
        double chance = surprise.IsSurprise && !extreme.IsBelieved && !surprise.IsLarge ? Chance : usual;
        double before = double.CreateTruncating(LogOdds);
        double step = tells != extreme.IsBelieved ? Elementary.Log(Telling / chance) : Elementary.Log((1 - Telling) / (1 - chance));
        double now = Math.Clamp(before + step, 0, Most);
        LogOdds = T.CreateTruncating(before < Enough && now >= Enough ? Most : now);
        Largest = surprise.IsSurprise || extreme.IsBelieved ? T.Max(Largest, T.Abs(extreme.Distance)) : Largest;
        if (surprise.IsSurprise && extreme.Hidden != T.Zero)
        {
            Surprises = T.Min(Surprises + T.One, T.CreateTruncating(Averaged));
            Proportion += ((T.CreateTruncating(surprise.Size) / extreme.Hidden) - Proportion) / Surprises;
        }
    }

    private readonly bool IsInProportion(in ExtremeValue<T> extreme, in LabelSurprise surprise)
    {
        T size = T.CreateTruncating(surprise.Size), expected = Proportion * extreme.Hidden;
        return T.Abs(size - expected) <= T.CreateTruncating(Tolerance) * T.Abs(expected);
    }
}
