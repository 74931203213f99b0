namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>A set of the competition: its name, the steps to forecast, the season that its errors are scaled by, and published sMAPE and MASE.</summary>
internal sealed record Competition(string Name, int Horizon, int Season, (string Name, double Percentage, double Scaled)[] Published);

/// <summary>How good one forecast of one series was, as the competition measures it.</summary>
/// <param name="Percentage">sMAPE, in per cent.</param>
/// <param name="Scaled">MASE: mean absolute error by that of the value one season before within the history.</param>
/// <param name="Covered">Share of the values that lie within the bounds.</param>
internal readonly record struct CompetitionScore(double Percentage, double Scaled, double Covered)
{
    public static CompetitionScore Of(Competition set, double[] past, double[] future, double[] forecast, double[]? lower = null, double[]? upper = null)
    {
        double scale = Enumerable.Range(set.Season, past.Length - set.Season).Average(t => Math.Abs(past[t] - past[t - set.Season]));
        return new(
            future.Select((value, h) => 200 * Math.Abs(value - forecast[h]) / (Math.Abs(value) + Math.Abs(forecast[h]))).Average(),
            future.Select((value, h) => Math.Abs(value - forecast[h])).Average() / scale,
            lower is null ? double.NaN : future.Select((value, h) => value >= lower[h] && value <= upper![h] ? 1.0 : 0).Average());
    }
}
