namespace Microsoft.ML.Data;

public sealed class RowIdDataViewType : PrimitiveDataViewType
{
    private RowIdDataViewType()
        : base(typeof(DataViewRowId))
    {
    }

    public static RowIdDataViewType Instance { get; } = new();

    public override bool Equals(DataViewType? other) => other is RowIdDataViewType;

    public override string ToString() => "DataViewRowId";
}
