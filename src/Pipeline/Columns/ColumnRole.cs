using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>What a component reads a column for, and which columns fit.</summary>
/// <param name="Name">The role, for a message.</param>
/// <param name="Expected">The types that fit, in words.</param>
/// <param name="Takes">Whether a type of items fits.</param>
internal sealed record ColumnRole(string Name, string Expected, Func<DataViewType, bool> Takes)
{
    public static ColumnRole Features { get; } = new("feature", "vector of Single of known size", IsSingle) { TakesScalars = false, TakesVectors = true };

    public static ColumnRole Label { get; } = new("label", "Single", IsSingle);

    /// <summary>A label whose values are classes.</summary>
    public static ColumnRole ClassLabel { get; } =
        new("label", "text, an integer, Boolean or a key", type => type is TextDataViewType or BooleanDataViewType || IsInteger(type)) { TakesKeys = true };

    /// <summary>A label that is true or false.</summary>
    public static ColumnRole BinaryLabel { get; } = new("label", "Boolean or Single", type => type is BooleanDataViewType || IsSingle(type));

    /// <summary>A label that is read as an input.</summary>
    public static ColumnRole Series { get; } = new("label", "Single or vector of Single of known size", IsSingle) { TakesVectors = true };

    public static ColumnRole Group { get; } =
        new("group", "text, an integer or a key", type => type is TextDataViewType || IsInteger(type)) { TakesKeys = true };

    /// <summary>What tells the tasks of a classifier apart.</summary>
    public static ColumnRole Task { get; } = Group with { Name = "task" };

    public static ColumnRole Time { get; } = new("time", "DateTime, DateTimeOffset, TimeSpan or a number", type => IsTime(type) || type is NumberDataViewType);

    /// <summary>A time that phases can be taken from.</summary>
    public static ColumnRole Clock { get; } = new("time", "DateTime, DateTimeOffset or TimeSpan", IsTime);

    /// <summary>A time that has a date.</summary>
    public static ColumnRole Date { get; } = new("time", "DateTime or DateTimeOffset", type => type is DateTimeDataViewType or DateTimeOffsetDataViewType);

    public static ColumnRole Weight { get; } = new("weight", "Single", IsSingle);

    /// <summary>Another model's estimate of the label.</summary>
    public static ColumnRole BaseScore { get; } = new("base score", "Single", IsSingle);

    public static ColumnRole EndOfSequence { get; } = new("end-of-sequence", "Boolean", type => type is BooleanDataViewType);

    /// <summary>What else must hold of a column whose type fits.</summary>
    public Func<DataViewSchema.Column, bool> TakesColumn { get; init; } = static _ => true;

    private bool TakesScalars { get; init; } = true;

    private bool TakesVectors { get; init; }

    private bool TakesKeys { get; init; }

    public bool Fits(SchemaShape.Column column) => (column.IsKey ? TakesKeys : Takes(column.ItemType)) && column.Kind switch
    {
        SchemaShape.Column.VectorKind.Scalar => TakesScalars,
        SchemaShape.Column.VectorKind.Vector => TakesVectors,
        _ => false,
    };

    public bool Fits(DataViewSchema.Column column) => Fits(column.Type) && TakesColumn(column);

    private bool Fits(DataViewType type) => type switch
    {
        VectorDataViewType vector => TakesVectors && vector.IsKnownSize && Takes(vector.ItemType),
        KeyDataViewType => TakesScalars && TakesKeys,
        _ => TakesScalars && Takes(type),
    };

    private static bool IsSingle(DataViewType type) => type == NumberDataViewType.Single;

    private static bool IsInteger(DataViewType type) => type is NumberDataViewType && type != NumberDataViewType.Single && type != NumberDataViewType.Double;

    private static bool IsTime(DataViewType type) => type is DateTimeDataViewType or DateTimeOffsetDataViewType or TimeSpanDataViewType;
}
