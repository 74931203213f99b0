using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// The mean size of errors, or of changes: the larger of a mean over about a hundred of them and one over thousands. Blittable, a field of a learner's memory.
/// </summary>
/// <remarks>
/// A standstill, in which sizes are 0, takes the fast mean down and leaves the slow one: what comes after it is judged by what was usual before it. A single
/// size counts at most so many times the scale, and a scale of 0 takes any.
/// </remarks>
internal struct ErrorScale
{
    /// <summary>What a saved scale is.</summary>
    public const string What = "the mean sizes of errors that were counted";

    private const double FastRate = 0.01, SlowRate = 2e-4;

    public double Fast;
    public double Slow;
    public double Count;

    /// <summary>The scale.</summary>
    public readonly double Value => Math.Max(Fast, Slow);

    /// <summary>Whether a scale can have come to it.</summary>
    public readonly bool IsPossible => !(Fast < 0) && !(Slow < 0) && FieldRules.IsCount(Count);

    /// <summary>So many times the scale; everything, while that is 0.</summary>
    public readonly double Limit(double times) => Value > 0 ? times * Value : double.MaxValue;

    /// <summary>Takes a size in, which counts up to <paramref name="times"/> the scale.</summary>
    public void Update(double size, double times)
    {
        double counts = Math.Min(size, Limit(times));
        Count++;
        Fast += Math.Max(FastRate, 1 / Count) * (counts - Fast);
        Slow += Math.Max(SlowRate, 1 / Count) * (counts - Slow);
    }
}
