namespace Microsoft.ML.Data;

// The kinds of items that a column can have, and the type of each.
internal static class DataKinds
{
    private static readonly Dictionary<DataKind, PrimitiveDataViewType> Types = new()
    {
        [DataKind.SByte] = NumberDataViewType.SByte,
        [DataKind.Byte] = NumberDataViewType.Byte,
        [DataKind.Int16] = NumberDataViewType.Int16,
        [DataKind.UInt16] = NumberDataViewType.UInt16,
        [DataKind.Int32] = NumberDataViewType.Int32,
        [DataKind.UInt32] = NumberDataViewType.UInt32,
        [DataKind.Int64] = NumberDataViewType.Int64,
        [DataKind.UInt64] = NumberDataViewType.UInt64,
        [DataKind.Single] = NumberDataViewType.Single,
        [DataKind.Double] = NumberDataViewType.Double,
        [DataKind.String] = TextDataViewType.Instance,
        [DataKind.Boolean] = BooleanDataViewType.Instance,
        [DataKind.TimeSpan] = TimeSpanDataViewType.Instance,
        [DataKind.DateTime] = DateTimeDataViewType.Instance,
        [DataKind.DateTimeOffset] = DateTimeOffsetDataViewType.Instance,
    };

    private static readonly Dictionary<Type, DataKind> Kinds = Types.ToDictionary(entry => entry.Value.RawType, entry => entry.Key);

    public static PrimitiveDataViewType ToType(this DataKind kind) => Types[kind];

    public static DataKind KindOf(Type rawType) => Kinds[rawType];

    public static PrimitiveDataViewType? TypeOf(Type rawType) =>
        rawType == typeof(DataViewRowId) ? RowIdDataViewType.Instance
        : Kinds.TryGetValue(rawType, out var kind) ? Types[kind]
        : null;

    // The item's type of a vector; a scalar's own type.
    public static DataViewType ItemType(this DataViewType type) => type is VectorDataViewType vector ? vector.ItemType : type;
}
