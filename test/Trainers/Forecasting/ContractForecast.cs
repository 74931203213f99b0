using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Forecasting;

/// <summary>What a forecaster of three series and two steps adds.</summary>
public sealed class ContractForecast
{
    [VectorType(6)]
    public float[] Forecast { get; set; } = new float[6];

    [VectorType(6)]
    public float[] Low { get; set; } = new float[6];

    [VectorType(6)]
    public float[] High { get; set; } = new float[6];

    [VectorType(3)]
    public bool[] Alarm { get; set; } = new bool[3];

    [VectorType(3)]
    public ReadOnlyMemory<char>[] Reason { get; set; } = new ReadOnlyMemory<char>[3];

    [VectorType(5)]
    public float[] Weights { get; set; } = new float[5];
}
