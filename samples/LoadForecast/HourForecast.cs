using Microsoft.ML.Data;

namespace LoadForecast;

/// <summary>What is forecast from an hour: 48 hours of seven series, one hour after the other.</summary>
public sealed class HourForecast
{
    public VBuffer<float> Forecast { get; set; }

    public VBuffer<float> Low { get; set; }

    public VBuffer<float> High { get; set; }

    public VBuffer<float> Weights { get; set; }
}
