using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>A row with labels of all types.</summary>
public sealed class LabelRow
{
    public string Text { get; set; } = "";

    public int Integer { get; set; }

    public sbyte Small { get; set; }

    public byte Unsigned { get; set; }

    public bool Flag { get; set; }

    public float Real { get; set; }

    public DateTime Date { get; set; }

    [KeyType(4)]
    public uint Key { get; set; }
}
