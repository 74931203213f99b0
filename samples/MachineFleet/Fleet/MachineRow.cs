using Microsoft.ML.Data;

namespace MachineFleet;

/// <summary>What is known of a machine at a row: its sensors, and what the reference meter said at the row before.</summary>
internal sealed class MachineRow
{
    public required string Machine { get; init; }

    /// <summary>Rows of the machine before this one.</summary>
    public required int Seen { get; init; }

    /// <summary>What the reference meter said at the row before; the mean of all, which is 0, at the first.</summary>
    public required float Last { get; init; }

    [VectorType(Machines.Sensors)]
    public required float[] Sensors { get; init; }

    /// <summary>What the reference meter will say of this row, when it has been read.</summary>
    public required float Reading { get; init; }
}
