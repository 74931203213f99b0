namespace AdaptiveML.Learners;

/// <summary>
/// A value that lies far from the others of its series and has come back exactly, which tells a code, such as −999 or 65535, from a measurement. Blittable, a
/// field of a learner's memory; a fresh one, of all zeros, is of no value.
/// </summary>
/// <remarks>
/// One that comes for the third time is a code. One that stays for more than three rows is a level, one that comes at equal distances a rhythm: each time that
/// it does counts against it twice.
/// </remarks>
internal struct RecurringValue
{
    private const double Recurrences = 3, LongestRun = 3, MostCounted = 12, Contrary = 2;

    /// <summary>The value, exactly.</summary>
    public double Value;

    /// <summary>Times it has come, at most twelve, less twice those that speak against a code, at least one; 0 where there is no value.</summary>
    public double Count;

    /// <summary>The row in which it was last.</summary>
    public double At;

    /// <summary>Rows from its last but one time to its last.</summary>
    public double Gap;

    /// <summary>Rows for which it has stayed.</summary>
    public double Run;

    /// <summary>Whether it is a code.</summary>
    public readonly bool IsCode => Count >= Recurrences && Run <= LongestRun;

    /// <summary>Makes it that of a value.</summary>
    public void Begin(double value, double row) => this = new() { Value = value, Count = 1, At = row, Run = 1 };

    /// <summary>The value has come, or stays.</summary>
    public void Recur(double row)
    {
        double gap = row - At;
        At = row;
        if (gap == 1)
        {
            Count = ++Run == LongestRun + 1 ? Math.Max(1, Count - Contrary) : Count;
            return;
        }

        Count = gap == Gap ? Math.Max(1, Count - Contrary) : Math.Min(Count + 1, MostCounted);
        (Gap, Run) = (gap, 1);
    }
}
