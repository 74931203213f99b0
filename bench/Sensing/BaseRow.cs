using AdaptiveML.Online;
using Microsoft.ML.Data;

namespace AdaptiveML.Benchmarks.Sensing;

/// <summary>A row of a sensing race as a batch model sees it.</summary>
internal sealed class BaseRow
{
    /// <summary>What trees see: the sensors, or these, their differences to the row before and the label of the row before.</summary>
    public float[] Features { get; set; } = [];

    /// <summary>What they are to say.</summary>
    public float Label { get; set; }

    /// <summary>The sensors.</summary>
    [NoColumn] public required float[] Sensors { get; init; }

    /// <summary>The label of the row.</summary>
    [NoColumn] public required float Truth { get; init; }

    /// <summary>What the trees' answer is added to.</summary>
    [NoColumn] public float Origin { get; set; }

    [NoColumn] public SequenceKey Sequence { get; init; }
}
