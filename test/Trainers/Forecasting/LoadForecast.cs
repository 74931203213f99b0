using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Forecasting;

/// <summary>What an engine gives back: vectors whose memory it fills.</summary>
public sealed class LoadForecast
{
    public VBuffer<float> Forecast { get; set; }

    public VBuffer<float> Low { get; set; }

    public VBuffer<float> High { get; set; }

    public bool Alarm { get; set; }

    public ReadOnlyMemory<char> Reason { get; set; }

    public VBuffer<float> Weights { get; set; }
}
