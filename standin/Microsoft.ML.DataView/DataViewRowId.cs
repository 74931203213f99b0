using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    private const ulong Odd1 = 0x9E3779B97F4A7C15;
    private const ulong Odd2 = 0xD1B54A32D192ED03;

    public readonly ulong Low;
    public readonly ulong High;

    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    public DataViewRowId Fork() => Mix(1, 0);

    public DataViewRowId Next() => Mix(0, 0);

    public DataViewRowId Combine(DataViewRowId other)
    {
        var forked = other.Fork();
        return Mix(forked.Low, forked.High);
    }

    public int CompareTo(DataViewRowId other) => (High, Low).CompareTo((other.High, other.Low));

    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    public override bool Equals(object? obj) => obj is DataViewRowId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Low, High);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");

    // Each line can be undone once low and high are known: no two ids meet.
    private DataViewRowId Mix(ulong low, ulong high)
    {
        var newLow = BitOperations.RotateLeft((Low ^ (low * Odd1)) + High, 29) * Odd2 + 1;
        var newHigh = BitOperations.RotateLeft((High ^ (high * Odd2)) + newLow, 37) * Odd1 + 1;
        return new DataViewRowId(newLow, newHigh);
    }
}
