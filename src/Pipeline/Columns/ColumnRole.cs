using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>What a component reads a column for, and which columns fit.</summary>
/// <param name="Name">The role, for a message.</param>
/// <param name="Expected">The types that fit, in words.</param>
/// <param name="Kind">Scalar or vector.</param>
/// <param name="Takes">Whether a type of items fits.</param>
/// <param name="TakesKeys">Whether keys fit.</param>
internal sealed record ColumnRole(
    string Name, string Expected, SchemaShape.Column.VectorKind Kind, Func<DataViewType, bool> Takes, bool TakesKeys = false)
{
    public static ColumnRole Features { get; } = new("feature", "vector of Single of known size", SchemaShape.Column.VectorKind.Vector, IsSingle);

    public static ColumnRole Label { get; } = new("label", "Single", SchemaShape.Column.VectorKind.Scalar, IsSingle);

    public static ColumnRole Group { get; } =
        new("group", "text, an integer or a key", SchemaShape.Column.VectorKind.Scalar, type => type is TextDataViewType || IsInteger(type), TakesKeys: true);

    public static ColumnRole Time { get; } =
        new("time", "DateTime, DateTimeOffset, TimeSpan or a number", SchemaShape.Column.VectorKind.Scalar, type => IsTime(type) || type is NumberDataViewType);

    public static ColumnRole Weight { get; } = new("weight", "Single", SchemaShape.Column.VectorKind.Scalar, IsSingle);

    public bool Fits(SchemaShape.Column column) => column.Kind == Kind && (column.IsKey ? TakesKeys : Takes(column.ItemType));

    public bool Fits(DataViewType type) => type switch
    {
        VectorDataViewType vector => Kind == SchemaShape.Column.VectorKind.Vector && vector.IsKnownSize && Takes(vector.ItemType),
        KeyDataViewType => Kind == SchemaShape.Column.VectorKind.Scalar && TakesKeys,
        _ => Kind == SchemaShape.Column.VectorKind.Scalar && Takes(type),
    };

    private static bool IsSingle(DataViewType type) => type == NumberDataViewType.Single;

    private static bool IsInteger(DataViewType type) => type is NumberDataViewType && type != NumberDataViewType.Single && type != NumberDataViewType.Double;

    private static bool IsTime(DataViewType type) => type is DateTimeDataViewType or DateTimeOffsetDataViewType or TimeSpanDataViewType;
}
