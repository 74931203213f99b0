namespace AdaptiveML.Streams;

/// <summary>Student's t distribution of a whole number of degrees of freedom.</summary>
internal static class StudentT
{
    /// <summary>
    /// The chance of a value as far from 0, to either side: M. Abramowitz and I. Stegun, "Handbook of Mathematical Functions", 1964, 26.7.3 and 26.7.4.
    /// </summary>
    public static double TwoSided(double t, int degrees)
    {
        if (double.IsNaN(t))
        {
            return double.NaN;
        }

        double tangent = Math.Abs(t) / Math.Sqrt(degrees), square = 1 / (1 + (tangent * tangent)), sine = tangent * Math.Sqrt(square);
        bool isOdd = degrees % 2 == 1;
        double term = isOdd ? Math.Sqrt(square) : 1, sum = degrees == 1 ? 0 : term;
        for (int k = isOdd ? 3 : 2; k < degrees; k += 2)
        {
            term *= square * (k - 1) / k;
            sum += term;
        }

        double within = isOdd ? 2 / Math.PI * (Math.Atan(tangent) + (sine * sum)) : sine * sum;
        return Math.Max(0, 1 - within);
    }

    /// <summary>The value that is as far from 0 with a chance, to either side.</summary>
    public static double Critical(double chance, int degrees)
    {
        double low = 0, high = 1;
        while (TwoSided(high, degrees) > chance)
        {
            high *= 2;
        }

        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = TwoSided(middle, degrees) > chance ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
