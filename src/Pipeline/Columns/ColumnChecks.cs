using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Checks of the columns that a component reads, failing as ML.NET's own estimators do.</summary>
public static class ColumnChecks
{
    private const string KnownVector = "vector of Single of known size";

    /// <summary>Throws unless the shape has a feature column: a vector of Single of known size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static void RequireFeatures(SchemaShape inputSchema, string name) =>
        Require(inputSchema, "feature", name, SchemaShape.Column.VectorKind.Vector, KnownVector);

    /// <summary>Throws unless the shape has a label column: Single.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static void RequireLabel(SchemaShape inputSchema, string name) =>
        Require(inputSchema, "label", name, SchemaShape.Column.VectorKind.Scalar, "Single");

    /// <summary>The feature column: a vector of Single of known size.</summary>
    /// <param name="inputSchema">The schema.</param>
    /// <param name="name">Name of the column.</param>
    /// <param name="size">The size it must have, or null for any.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type or size.</exception>
    public static DataViewSchema.Column Features(DataViewSchema inputSchema, string name, int? size = null)
    {
        var column = Find(inputSchema, "feature", name);
        return column.Type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType == NumberDataViewType.Single && (size ?? vector.Size) == vector.Size
            ? column
            : throw Mismatch("feature", name, size is null ? KnownVector : $"vector of Single of size {size}", column.Type);
    }

    /// <summary>The label column: Single.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static DataViewSchema.Column Label(DataViewSchema inputSchema, string name) => IsLabel(Find(inputSchema, "label", name));

    /// <summary>The label column, Single, or null where there is no column of that name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is of another type.</exception>
    internal static DataViewSchema.Column? LabelOrNull(DataViewSchema inputSchema, string name) =>
        inputSchema.GetColumnOrNull(name) is { } column ? IsLabel(column) : null;

    private static DataViewSchema.Column IsLabel(DataViewSchema.Column column) =>
        column.Type == NumberDataViewType.Single ? column : throw Mismatch("label", column.Name, "Single", column.Type);

    private static DataViewSchema.Column Find(DataViewSchema inputSchema, string role, string name)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.GetColumnOrNull(name) ?? throw Missing(role, name);
    }

    private static void Require(SchemaShape inputSchema, string role, string name, SchemaShape.Column.VectorKind kind, string expected)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var column = inputSchema.FirstOrDefault(candidate => candidate.Name == name);
        if (column.Name is null)
        {
            throw Missing(role, name);
        }

        if (column.Kind != kind || column.ItemType != NumberDataViewType.Single || column.IsKey)
        {
            throw Mismatch(role, name, expected, $"{column.Kind} of {(column.IsKey ? "key " : "")}{column.ItemType}");
        }
    }

    [SuppressMessage("Usage", "CA2208", Justification = "The parameter is the caller's, as in ML.NET.")]
    private static ArgumentOutOfRangeException Missing(string role, string name) =>
        new("inputSchema", $"Could not find {role} column '{name}'");

    [SuppressMessage("Usage", "CA2208", Justification = "The parameter is the caller's, as in ML.NET.")]
    private static ArgumentOutOfRangeException Mismatch(string role, string name, string expected, object actual) =>
        new("inputSchema", $"Schema mismatch for {role} column '{name}': expected {expected}, got {actual}");
}
