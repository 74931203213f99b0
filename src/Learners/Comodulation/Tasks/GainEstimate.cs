using System.Numerics;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// Gains of units from draws of their activity and of the modulator: proportional to what of their covariance, or correlation, is positive, of mean 1; all 1
/// where nothing is.
/// <code>
/// q_i = mean (a_i − mean a_i)(m − mean m)      e_i = N max(q_i, 0) / Σ max(q, 0)      g ← (τ g + e) / (τ + 1), scaled to mean 1      τ ← min(100, τ + 1)
/// </code>
/// </summary>
/// <remarks>C. Haimerl, D. A. Ruff, M. R. Cohen, C. Savin and E. P. Simoncelli, "Targeted V1 comodulation supports task-adaptive sensory decisions", Nature
/// Communications 14 (2023). Everything in double.</remarks>
/// <param name="units">N.</param>
/// <param name="kind">Covariance or correlation.</param>
internal sealed class GainEstimate(int units, GainKind kind)
{
    /// <summary>τ goes no further: the gains are a mean over about so many estimates.</summary>
    public const int LongestMemory = 100;

    private readonly double[] _mean = new double[units];
    private readonly double[] _squares = new double[units];
    private readonly double[] _products = new double[units];
    private double _modulatorMean;
    private double _modulatorSquares;
    private int _count;

    /// <summary>Forgets all draws.</summary>
    public void Begin()
    {
        Array.Clear(_mean);
        Array.Clear(_squares);
        Array.Clear(_products);
        (_modulatorMean, _modulatorSquares, _count) = (0, 0, 0);
    }

    /// <summary>Takes a draw in.</summary>
    /// <param name="activity">The units; what is beyond N does not count.</param>
    /// <param name="modulator">m.</param>
    public void Add<T>(ReadOnlySpan<T> activity, T modulator)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        _count++;
        double m = double.CreateTruncating(modulator), difference = m - _modulatorMean;
        _modulatorMean += difference / _count;
        _modulatorSquares += difference * (m - _modulatorMean);
        for (int i = 0; i < units; i++)
        {
            double a = double.CreateTruncating(activity[i]), change = a - _mean[i];
            _mean[i] += change / _count;
            double rest = a - _mean[i];
            _squares[i] += change * rest;
            _products[i] += difference * rest;
        }
    }

    /// <summary>Takes in da/dm at a row, for the limit of small noise; not together with <see cref="Add"/>.</summary>
    public void AddDerivative<T>(ReadOnlySpan<T> derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        _count++;
        for (int i = 0; i < units; i++)
        {
            _products[i] += double.CreateTruncating(derivative[i]);
        }
    }

    /// <summary>q of one unit.</summary>
    public double Statistic(int unit)
    {
        double scale = kind == GainKind.Covariance ? _count : Math.Sqrt(_squares[unit] * _modulatorSquares);
        return scale > 0 ? _products[unit] / scale : 0;
    }

    /// <summary>e.</summary>
    /// <param name="gain">Receives e in its first N elements.</param>
    public void Estimate(Span<double> gain)
    {
        double sum = 0;
        for (int i = 0; i < units; i++)
        {
            gain[i] = Math.Max(Statistic(i), 0);
            sum += gain[i];
        }

        for (int i = 0; i < units; i++)
        {
            gain[i] = sum > 0 ? gain[i] * (units / sum) : 1;
        }
    }

    /// <summary>g ← (τ g + e) / (τ + 1), scaled to mean 1.</summary>
    /// <param name="estimate">e.</param>
    /// <param name="gain">g.</param>
    /// <param name="memory">τ.</param>
    public static void Blend<T>(ReadOnlySpan<double> estimate, Span<T> gain, ref long memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int i = 0; i < gain.Length; i++)
        {
            sum += (double.CreateTruncating(gain[i]) * memory) + estimate[i];
        }

        for (int i = 0; i < gain.Length; i++)
        {
            gain[i] = T.CreateTruncating(((double.CreateTruncating(gain[i]) * memory) + estimate[i]) * (gain.Length / sum));
        }

        memory = Math.Min(LongestMemory, memory + 1);
    }
}
