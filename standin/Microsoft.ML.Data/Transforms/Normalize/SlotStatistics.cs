using System.Numerics;

namespace Microsoft.ML.Data;

// What a normaliser learns of the slots of a column.
internal abstract class SlotStatistics
{
    protected long Rows { get; private set; }

    public void Add<T>(in VBuffer<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Rows++;
        var values = row.GetValues();
        var indices = row.GetIndices();
        for (var i = 0; i < values.Length; i++)
            Add(row.IsDense ? i : indices[i], double.CreateTruncating(values[i]));
    }

    public abstract SlotFunction<T> ToFunction<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    protected abstract void Add(int slot, double value);
}
