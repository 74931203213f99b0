using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>
/// The first of the columns that remain, and the others. A mapping's vectors have the sizes that their class declares, so a vector of n slots is written in blocks, one for each
/// binary digit of n; a concatenation joins them.
/// </summary>
internal sealed class NextColumn : RemainingColumns
{
    private const int BlockCount = 13;

    private readonly VBuffer<float>[] _blocks = new VBuffer<float>[BlockCount];

    /// <summary>Most slots of a vector.</summary>
    public static int MaximumSlots => (1 << BlockCount) - 1;

    /// <summary>The columns that this class may write, besides those that remain.</summary>
    public static IEnumerable<string> Names => [ReservedNames.Scalar, .. BlocksOf(MaximumSlots)];

    [ColumnName(ReservedNames.Scalar)]
    public float Scalar { get; set; }

    [ColumnName(ReservedNames.Slots + "1")]
    [VectorType(1)]
    public VBuffer<float> Slots1
    {
        get => _blocks[0];
        set => _blocks[0] = value;
    }

    [ColumnName(ReservedNames.Slots + "2")]
    [VectorType(2)]
    public VBuffer<float> Slots2
    {
        get => _blocks[1];
        set => _blocks[1] = value;
    }

    [ColumnName(ReservedNames.Slots + "4")]
    [VectorType(4)]
    public VBuffer<float> Slots4
    {
        get => _blocks[2];
        set => _blocks[2] = value;
    }

    [ColumnName(ReservedNames.Slots + "8")]
    [VectorType(8)]
    public VBuffer<float> Slots8
    {
        get => _blocks[3];
        set => _blocks[3] = value;
    }

    [ColumnName(ReservedNames.Slots + "16")]
    [VectorType(16)]
    public VBuffer<float> Slots16
    {
        get => _blocks[4];
        set => _blocks[4] = value;
    }

    [ColumnName(ReservedNames.Slots + "32")]
    [VectorType(32)]
    public VBuffer<float> Slots32
    {
        get => _blocks[5];
        set => _blocks[5] = value;
    }

    [ColumnName(ReservedNames.Slots + "64")]
    [VectorType(64)]
    public VBuffer<float> Slots64
    {
        get => _blocks[6];
        set => _blocks[6] = value;
    }

    [ColumnName(ReservedNames.Slots + "128")]
    [VectorType(128)]
    public VBuffer<float> Slots128
    {
        get => _blocks[7];
        set => _blocks[7] = value;
    }

    [ColumnName(ReservedNames.Slots + "256")]
    [VectorType(256)]
    public VBuffer<float> Slots256
    {
        get => _blocks[8];
        set => _blocks[8] = value;
    }

    [ColumnName(ReservedNames.Slots + "512")]
    [VectorType(512)]
    public VBuffer<float> Slots512
    {
        get => _blocks[9];
        set => _blocks[9] = value;
    }

    [ColumnName(ReservedNames.Slots + "1024")]
    [VectorType(1024)]
    public VBuffer<float> Slots1024
    {
        get => _blocks[10];
        set => _blocks[10] = value;
    }

    [ColumnName(ReservedNames.Slots + "2048")]
    [VectorType(2048)]
    public VBuffer<float> Slots2048
    {
        get => _blocks[11];
        set => _blocks[11] = value;
    }

    [ColumnName(ReservedNames.Slots + "4096")]
    [VectorType(4096)]
    public VBuffer<float> Slots4096
    {
        get => _blocks[12];
        set => _blocks[12] = value;
    }

    /// <summary>The columns that hold the blocks of a vector, in their order.</summary>
    public static IEnumerable<string> BlocksOf(int slots) =>
        Enumerable.Range(0, BlockCount).Where(i => (slots & (1 << i)) != 0).Select(i => $"{ReservedNames.Slots}{1 << i}");

    public void Take(ReadOnlySpan<float> columns)
    {
        int slots = (int)columns[0];
        var rest = columns[1..];
        if (slots == 0)
        {
            Scalar = rest[0];
            rest = rest[1..];
        }

        for (int i = 0; i < BlockCount; i++)
        {
            if ((slots & (1 << i)) != 0)
            {
                Fill(ref _blocks[i], rest[..(1 << i)]);
                rest = rest[(1 << i)..];
            }
        }

        var remaining = Columns;
        Fill(ref remaining, rest);
        Columns = remaining;
    }

    private static void Fill(ref VBuffer<float> block, ReadOnlySpan<float> values)
    {
        var editor = VBufferEditor.Create(ref block, values.Length);
        values.CopyTo(editor.Values);
        block = editor.Commit();
    }
}
