using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Unpacks the first of the packed columns and leaves the others packed. A mapping's vectors have the sizes that their class declares, so a vector of n slots
/// is written in blocks, one for each binary digit of n; a concatenation joins them.
/// </summary>
/// <typeparam name="T">What the column is made of.</typeparam>
internal abstract class ColumnUnpacker<T> : PackedColumns
{
    private readonly VBuffer<T>[] _blocks = new VBuffer<T>[ColumnBlocks.Count];

    [ColumnName(ReservedNames.Scalar)]
    public T? Scalar { get; set; }

    [ColumnName(ReservedNames.Slots + "1")]
    [VectorType(1)]
    public VBuffer<T> Slots1
    {
        get => _blocks[0];
        set => _blocks[0] = value;
    }

    [ColumnName(ReservedNames.Slots + "2")]
    [VectorType(2)]
    public VBuffer<T> Slots2
    {
        get => _blocks[1];
        set => _blocks[1] = value;
    }

    [ColumnName(ReservedNames.Slots + "4")]
    [VectorType(4)]
    public VBuffer<T> Slots4
    {
        get => _blocks[2];
        set => _blocks[2] = value;
    }

    [ColumnName(ReservedNames.Slots + "8")]
    [VectorType(8)]
    public VBuffer<T> Slots8
    {
        get => _blocks[3];
        set => _blocks[3] = value;
    }

    [ColumnName(ReservedNames.Slots + "16")]
    [VectorType(16)]
    public VBuffer<T> Slots16
    {
        get => _blocks[4];
        set => _blocks[4] = value;
    }

    [ColumnName(ReservedNames.Slots + "32")]
    [VectorType(32)]
    public VBuffer<T> Slots32
    {
        get => _blocks[5];
        set => _blocks[5] = value;
    }

    [ColumnName(ReservedNames.Slots + "64")]
    [VectorType(64)]
    public VBuffer<T> Slots64
    {
        get => _blocks[6];
        set => _blocks[6] = value;
    }

    [ColumnName(ReservedNames.Slots + "128")]
    [VectorType(128)]
    public VBuffer<T> Slots128
    {
        get => _blocks[7];
        set => _blocks[7] = value;
    }

    [ColumnName(ReservedNames.Slots + "256")]
    [VectorType(256)]
    public VBuffer<T> Slots256
    {
        get => _blocks[8];
        set => _blocks[8] = value;
    }

    [ColumnName(ReservedNames.Slots + "512")]
    [VectorType(512)]
    public VBuffer<T> Slots512
    {
        get => _blocks[9];
        set => _blocks[9] = value;
    }

    [ColumnName(ReservedNames.Slots + "1024")]
    [VectorType(1024)]
    public VBuffer<T> Slots1024
    {
        get => _blocks[10];
        set => _blocks[10] = value;
    }

    [ColumnName(ReservedNames.Slots + "2048")]
    [VectorType(2048)]
    public VBuffer<T> Slots2048
    {
        get => _blocks[11];
        set => _blocks[11] = value;
    }

    [ColumnName(ReservedNames.Slots + "4096")]
    [VectorType(4096)]
    public VBuffer<T> Slots4096
    {
        get => _blocks[12];
        set => _blocks[12] = value;
    }

    /// <summary>Numbers that a value was packed into.</summary>
    protected virtual int Numbers => 1;

    /// <summary>The value that was packed into these numbers.</summary>
    protected abstract T Convert(ReadOnlySpan<float> numbers);

    /// <summary>Unpacks the first column.</summary>
    public void Unpack(ReadOnlySpan<float> columns)
    {
        int slots = (int)columns[0];
        var rest = columns[1..];
        if (slots == 0)
        {
            Scalar = Convert(rest[..Numbers]);
            rest = rest[Numbers..];
        }

        for (int i = 0; i < _blocks.Length; i++)
        {
            if ((slots & (1 << i)) != 0)
            {
                var block = VBufferEditor.Create(ref _blocks[i], 1 << i);
                for (int slot = 0; slot < block.Values.Length; slot++)
                {
                    block.Values[slot] = Convert(rest.Slice(slot * Numbers, Numbers));
                }

                _blocks[i] = block.Commit();
                rest = rest[(Numbers << i)..];
            }
        }

        var remaining = Columns;
        var editor = VBufferEditor.Create(ref remaining, rest.Length);
        rest.CopyTo(editor.Values);
        Columns = editor.Commit();
    }
}

/// <summary>The columns of <see cref="ColumnsOutput"/> that no stage of the saved model has unpacked yet.</summary>
internal class PackedColumns
{
    [ColumnName(ReservedNames.Columns)]
    [VectorType]
    public VBuffer<float> Columns { get; set; }
}
