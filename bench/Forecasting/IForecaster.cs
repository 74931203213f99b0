namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>Forecasts several series at once, row by row.</summary>
internal interface IForecaster
{
    /// <summary>Takes the values of the present row, and learns from them if it learns; nothing of later rows is known to it.</summary>
    /// <param name="values">One value a series.</param>
    /// <param name="forecast">Receives the rows to come, one after the other: horizon × series.</param>
    void Step(ReadOnlySpan<double> values, Span<double> forecast);
}
