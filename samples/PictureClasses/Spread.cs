namespace PictureClasses;

/// <summary>Prints shares.</summary>
internal static class Spread
{
    /// <summary>Mean and standard deviation, in per cent.</summary>
    public static string Show(double[] shares)
    {
        double mean = shares.Average();
        string deviation = shares.Length < 2 ? "" : $" ± {100 * Math.Sqrt(shares.Sum(share => (share - mean) * (share - mean)) / (shares.Length - 1)):F1}";
        return $"{100 * mean:F1}{deviation}";
    }
}
