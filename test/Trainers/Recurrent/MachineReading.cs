using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Recurrent;

/// <summary>A row of one of several machines, each of which runs for a while and stops.</summary>
public sealed class MachineReading
{
    public string Machine { get; set; } = "";

    [VectorType(2)]
    public float[] Features { get; set; } = [0, 0];

    public float Target { get; set; }

    public string Kind { get; set; } = "";

    public bool Stops { get; set; }
}
