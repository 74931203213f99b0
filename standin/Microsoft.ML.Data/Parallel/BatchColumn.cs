namespace Microsoft.ML.Data;

// One column's values in a batch of rows.
internal abstract class BatchColumn
{
    public static BatchColumn Create(DataViewType type, int rows) => type is VectorDataViewType vector
        ? GenericCall.Invoke(Vectors<int>, vector.ItemType.RawType, rows)
        : GenericCall.Invoke(Scalars<int>, type.RawType, rows);

    private static BatchColumn Scalars<T>(int rows) => new BatchColumn<T>(rows);

    private static BatchColumn Vectors<T>(int rows) => new VectorBatchColumn<T>(rows);
}

internal class BatchColumn<T>(int rows) : BatchColumn
{
    public T[] Values { get; } = new T[rows];

    public virtual void Copy(int row, ref T destination) => destination = Values[row];
}

internal sealed class VectorBatchColumn<TItem>(int rows) : BatchColumn<VBuffer<TItem>>(rows)
{
    public override void Copy(int row, ref VBuffer<TItem> destination) => Values[row].CopyTo(ref destination);
}
