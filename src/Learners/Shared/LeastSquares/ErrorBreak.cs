using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// Finds out that the law has changed which least squares have learnt: their errors are several times what they were. Blittable, a field of a learner's memory.
/// <code>
/// F, S: mean |e|, half-lives 16 and 200, |e| at most 10 S      break: F &gt; 3 S for 12 rows, at the earliest 24 rows behind the last one
/// </code>
/// </summary>
/// <remarks>
/// Forgetting alone takes as long as its memory is, and a row that was a thousand times too large counts for a million others. Behind a break the covariance
/// begins anew, while the weights stay what they are until rows correct them (G. Goodwin and K. Sin, "Adaptive Filtering, Prediction and Control", 1984,
/// chapter 3: covariance resetting).
/// </remarks>
internal struct ErrorBreak
{
    private const double Growth = 3, LargestError = 10, Settling = 24, Lasting = 12;

    private static readonly double FastRate = HalfLife.Rate(16), SlowRate = HalfLife.Rate(200);

    public double Fast;
    public double Slow;
    public double Count;
    public double Above;

    /// <summary>Takes the size of an error in; says whether the law has changed. One that is not finite says nothing.</summary>
    public bool Update(double size)
    {
        if (!double.IsFinite(size))
        {
            return false;
        }

        Count++;
        size = Slow > 0 ? Math.Min(size, LargestError * Slow) : size;
        Fast += Math.Max(FastRate, 1 / Count) * (size - Fast);
        Slow += Math.Max(SlowRate, 1 / Count) * (size - Slow);
        Above = Fast > Growth * Slow ? Above + 1 : 0;
        if (Count < Settling || Above < Lasting)
        {
            return false;
        }

        this = default;
        return true;
    }
}
