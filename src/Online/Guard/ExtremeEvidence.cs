using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>
/// What labels have said of the extreme values of an input. Where the label is a surprise whenever they come, and seldom else, they are no faults of the sensor
/// but tell of the plant: a rare event, a heavy tail. Blittable, a field of a learner's memory.
/// <code>
/// log-odds += ln(0.8 / q) at a surprise, ln(0.2 / (1 − q)) else      q: share of surprises among rows without an extreme value
/// </code>
/// </summary>
/// <remarks>A. Wald, "Sequential tests of statistical hypotheses", Annals of Mathematical Statistics 16, 1945. All extreme inputs of a row share in what its
/// label says; nothing is said without labels.</remarks>
/// <typeparam name="T">Element type of inputs.</typeparam>
internal struct ExtremeEvidence<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Share of surprises where extreme values tell of the plant.</summary>
    private const double Telling = 0.8;

    /// <summary>Log-odds from which extreme values are believed, and to which they go from there.</summary>
    private const double Enough = 7, Most = 14;

    /// <summary>How many times further from the mean than those that were judged a value is believed.</summary>
    private const double Reach = 2;

    public T LogOdds;
    public T Largest;

    /// <summary>How far from the mean values are believed; 0 where none beyond the limit is.</summary>
    public readonly T Believed => LogOdds >= T.CreateTruncating(Enough) ? T.CreateTruncating(Reach) * Largest : T.Zero;

    /// <summary>Takes in the label of a row that had an extreme value.</summary>
    /// <param name="distance">How far the value lies from the mean.</param>
    /// <param name="isSurprise">Whether the label was a surprise.</param>
    /// <param name="usual">Share of surprises among other rows.</param>
    /// <param name="isBelieved">Whether the value was seen as it is: a surprise then speaks against it.</param>
    public void Update(T distance, bool isSurprise, double usual, bool isBelieved)
    {
        double before = double.CreateTruncating(LogOdds);
        double step = isSurprise != isBelieved ? Elementary.Log(Telling / usual) : Elementary.Log((1 - Telling) / (1 - usual));
        double now = Math.Clamp(before + step, 0, Most);
        LogOdds = T.CreateTruncating(before < Enough && now >= Enough ? Most : now);
        Largest = isSurprise || isBelieved ? T.Max(Largest, distance) : Largest;
    }
}
