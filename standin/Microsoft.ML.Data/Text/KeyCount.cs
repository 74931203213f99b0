namespace Microsoft.ML.Data;

public sealed class KeyCount
{
    // Null: as many as the column's type can count.
    public ulong? Count;

    public KeyCount()
    {
    }

    public KeyCount(ulong count)
    {
        ArgumentOutOfRangeException.ThrowIfZero(count);
        Count = count;
    }
}
