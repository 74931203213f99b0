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
