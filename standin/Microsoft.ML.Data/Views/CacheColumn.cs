namespace Microsoft.ML.Data;

// One column's values in memory.
internal abstract class CacheColumn
{
    public static CacheColumn Create(DataViewRow row, DataViewSchema.Column column) => column.Type is VectorDataViewType vector
        ? GenericCall.Invoke(Vectors<int>, vector.ItemType.RawType, row, column)
        : GenericCall.Invoke(Scalars<int>, column.Type.RawType, row, column);

    // Reads the value of the row that it was made for.
    public abstract void Add();

    private static CacheColumn Scalars<T>(DataViewRow row, DataViewSchema.Column column) => new CacheColumn<T>(row.GetGetter<T>(column));

    private static CacheColumn Vectors<T>(DataViewRow row, DataViewSchema.Column column) =>
        new VectorCacheColumn<T>(row.GetGetter<VBuffer<T>>(column));
}

internal class CacheColumn<T>(ValueGetter<T> getter) : CacheColumn
{
    protected List<T> Values { get; } = [];

    public override void Add()
    {
        var value = default(T)!;
        getter(ref value);
        Values.Add(value);
    }

    public virtual void Copy(int row, ref T destination) => destination = Values[row];
}

internal sealed class VectorCacheColumn<TItem>(ValueGetter<VBuffer<TItem>> getter) : CacheColumn<VBuffer<TItem>>(getter)
{
    public override void Copy(int row, ref VBuffer<TItem> destination) => Values[row].CopyTo(ref destination);
}
