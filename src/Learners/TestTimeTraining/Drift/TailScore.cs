using System.Runtime.CompilerServices;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// −log10 of the share of the fit's rows in which a number was at least as large. Beyond the largest twentieth it goes on as an exponential tail with the mean
/// of that twentieth, so that it grows without bound. All members are doubles, as the memory of a learner takes them.
/// </summary>
internal struct TailScore
{
    /// <summary>The natural logarithm of ten.</summary>
    public const double Ln10 = 2.302585092994046;

    private const int Levels = 8;

    /// <summary>A tail is at least this share of where it begins.</summary>
    private const double Narrowest = 0.01;

    private const double Smallest = 1e-12;

    private static readonly double[] Shares = [0.9, 0.75, 0.5, 0.35, 0.25, 0.15, 0.1, 0.05];

    private Quantiles _quantiles;
    private double _tail;

    /// <summary>Takes the numbers of the fit's rows; sorts them.</summary>
    /// <param name="values">At least one, none below 0.</param>
    public static TailScore Of(double[] values)
    {
        Array.Sort(values);
        var score = default(TailScore);
        for (int i = 0; i < Levels; i++)
        {
            score._quantiles[i] = values[(int)((1 - Shares[i]) * (values.Length - 1))];
        }

        double start = score._quantiles[Levels - 1], excess = 0;
        int beyond = Math.Max(1, (int)(Shares[^1] * values.Length));
        foreach (double value in values.AsSpan(values.Length - beyond))
        {
            excess += (value - start) / beyond;
        }

        score._tail = Math.Max(Math.Max(excess, Narrowest * start), Smallest);
        return score;
    }

    /// <summary>The score of a number that is at least 0.</summary>
    public readonly double Of(double value)
    {
        if (value <= 0)
        {
            return 0;
        }

        double lowest = 0, score = 0;
        for (int i = 0; i < Levels; i++)
        {
            double quantile = _quantiles[i], next = -Log10(Shares[i]);
            if (value <= quantile)
            {
                return score + ((next - score) * (value - lowest) / (quantile - lowest));
            }

            (lowest, score) = (quantile, next);
        }

        return score + ((value - lowest) / (_tail * Ln10));
    }

    /// <summary>The logarithm to base ten.</summary>
    public static double Log10(double value) => Elementary.Log(value) / Ln10;

    [InlineArray(Levels)]
    private struct Quantiles
    {
        private double _first;
    }
}
