namespace Microsoft.ML.Data;

// One column's values in memory.
internal abstract class CacheColumn
{
    public static CacheColumn Create(DataViewType type) => type is VectorDataViewType vector
        ? GenericCall.Invoke(Vectors<int>, vector.ItemType.RawType, type)
        : GenericCall.Invoke(Scalars<int>, type.RawType, type);

    // What adds the value that the row has when it is called.
    public abstract Action AddFrom(DataViewRow row, DataViewSchema.Column column);

    private static CacheColumn Scalars<T>(DataViewType type) => new CacheColumn<T>();

    private static CacheColumn Vectors<T>(DataViewType type) => new VectorCacheColumn<T>();
}
