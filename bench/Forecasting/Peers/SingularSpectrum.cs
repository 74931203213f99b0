using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>
/// Singular spectrum analysis of one series, the method behind ForecastBySsa: the leading left singular vectors of the series' trajectory matrix span its
/// signal, and give a linear recurrence that goes on with it. A recurrence that would grow is damped until it does not, and it goes on from the signal's part
/// of the last values.
/// <code>
/// y_t = Σ_j a_j y_{t−j}      a = Σ_i π_i u_i / (1 − Σ_i π_i²)      u_i, π_i: a singular vector without, and its, last element
/// </code>
/// </summary>
/// <remarks>N. Golyandina, V. Nekrutkin and A. Zhigljavsky, "Analysis of Time Series Structure: SSA and Related Techniques", 2001, chapter 2.</remarks>
internal sealed class SingularSpectrum
{
    private readonly Matrix<double> _signal;
    private readonly double[] _recurrence;
    private readonly double _mean;

    /// <summary>Fits the recurrence to a series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="window">L, the length of a column of the trajectory matrix.</param>
    /// <param name="rank">Singular vectors that are signal; fewer than L.</param>
    public SingularSpectrum(ReadOnlySpan<double> series, int window, int rank)
    {
        double mean = 0;
        foreach (double value in series)
        {
            mean += value / series.Length;
        }

        _mean = mean;
        double[] centred = new double[series.Length];
        for (int t = 0; t < series.Length; t++)
        {
            centred[t] = series[t] - mean;
        }

        var columns = Matrix<double>.Build.Dense(window, series.Length - window + 1, (i, t) => centred[i + t]);
        _signal = columns.TransposeAndMultiply(columns).Evd(Symmetricity.Symmetric).EigenVectors.SubMatrix(0, window, window - rank, rank);
        var last = _signal.Row(window - 1);
        _recurrence = _signal.SubMatrix(0, window - 1, 0, rank).Multiply(last).Divide(1 - last.DotProduct(last)).ToArray();
        Damp(_recurrence);
    }

    /// <summary>Continues a series.</summary>
    /// <param name="past">Its last values, at least L.</param>
    /// <param name="forecast">Receives the values to come.</param>
    public void Forecast(ReadOnlySpan<double> past, Span<double> forecast)
    {
        var window = Vector<double>.Build.DenseOfArray(past[^_signal.RowCount..].ToArray()).Subtract(_mean);
        double[] values = [.. _signal.Multiply(_signal.TransposeThisAndMultiply(window)).Skip(1), .. new double[forecast.Length]];
        for (int t = 0; t < forecast.Length; t++)
        {
            double next = 0;
            for (int j = 0; j < _recurrence.Length; j++)
            {
                next += _recurrence[j] * values[t + j];
            }

            values[_recurrence.Length + t] = next;
            forecast[t] = _mean + next;
        }
    }

    /// <summary>Draws the roots of the recurrence back into the unit circle, all by the same factor.</summary>
    private static void Damp(double[] recurrence)
    {
        double largest = FindRoots.Polynomial([.. recurrence.Select(value => -value), 1]).Max(root => root.Magnitude);
        for (int j = 0; j < recurrence.Length && largest > 1; j++)
        {
            recurrence[j] *= Math.Pow(largest, j - recurrence.Length);
        }
    }
}
