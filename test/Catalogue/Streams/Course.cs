namespace AdaptiveML.PlantYear;

/// <summary>What comes back every season, and every seventh.</summary>
internal static class Course
{
    public static double At(int row, Cadence cadence)
    {
        double phase = 2 * Math.PI * row / cadence.Season;
        bool isFree = row / cadence.Season % 7 >= 5;
        return (isFree ? 0.6 : 1) * ((1.5 * Math.Sin(phase)) + (0.6 * Math.Cos(2 * phase)));
    }
}
