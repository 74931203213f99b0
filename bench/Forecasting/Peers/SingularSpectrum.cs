using MathNet.Numerics.LinearAlgebra;

namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>
/// Singular spectrum analysis of one series, the method behind ForecastBySsa: the leading left singular vectors of the series' trajectory matrix span its signal, and
/// give a linear recurrence that goes on with it.
/// <code>
/// y_t = Σ_j a_j y_{t−j}      a = Σ_i π_i u_i / (1 − Σ_i π_i²)      u_i, π_i: a singular vector without, and its, last element
/// </code>
/// </summary>
/// <remarks>N. Golyandina, V. Nekrutkin and A. Zhigljavsky, "Analysis of Time Series Structure: SSA and Related Techniques", 2001, chapter 2.</remarks>
internal sealed class SingularSpectrum
{
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
        var vectors = columns.TransposeAndMultiply(columns).Evd(Symmetricity.Symmetric).EigenVectors;
        double verticality = 0;
        _recurrence = new double[window - 1];
        for (int i = 1; i <= rank; i++)
        {
            var vector = vectors.Column(window - i);
            double last = vector[window - 1];
            verticality += last * last;
            for (int j = 0; j < window - 1; j++)
            {
                _recurrence[j] += last * vector[j];
            }
        }

        for (int j = 0; j < window - 1; j++)
        {
            _recurrence[j] /= 1 - verticality;
        }
    }

    /// <summary>Continues a series.</summary>
    /// <param name="past">Its last values, at least L − 1.</param>
    /// <param name="forecast">Receives the values to come.</param>
    public void Forecast(ReadOnlySpan<double> past, Span<double> forecast)
    {
        double[] values = new double[_recurrence.Length + forecast.Length];
        past[^_recurrence.Length..].CopyTo(values);
        for (int t = 0; t < forecast.Length; t++)
        {
            double next = _mean;
            for (int j = 0; j < _recurrence.Length; j++)
            {
                next += _recurrence[j] * (values[t + j] - _mean);
            }

            values[_recurrence.Length + t] = forecast[t] = next;
        }
    }
}
