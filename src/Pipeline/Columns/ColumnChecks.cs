using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Checks of the columns that a component reads, failing as ML.NET's own estimators do.</summary>
internal static class ColumnChecks
{
    /// <summary>Throws unless the shape has a feature column: a vector of Single of known size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static void RequireFeatures(SchemaShape inputSchema, string name) => Require(inputSchema, ColumnRole.Features, name);

    /// <summary>Throws unless the shape has a label column: Single.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static void RequireLabel(SchemaShape inputSchema, string name) => Require(inputSchema, ColumnRole.Label, name);

    /// <summary>
    /// Throws unless the shape has a label column whose values can be classes: text, an integer, Boolean, or a key that stands for such values, for real
    /// numbers, or for none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static void RequireClassLabel(SchemaShape inputSchema, string name) => Require(inputSchema, ColumnRole.ClassLabel, name);

    /// <summary>Throws unless the shape has a label column that is true or false: Boolean, or Single, NaN where it is not known.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static void RequireBinaryLabel(SchemaShape inputSchema, string name) => Require(inputSchema, ColumnRole.BinaryLabel, name);

    /// <summary>Throws unless the shape has a label column that can be an input: Single, or a vector of Single of known size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static void RequireSeries(SchemaShape inputSchema, string name) => Require(inputSchema, ColumnRole.Series, name);

    /// <summary>Throws unless the shape has, where one is named, a column of another model's estimates: Single.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static void RequireBaseScore(SchemaShape inputSchema, string? name) => Require(inputSchema, ColumnRole.BaseScore, name);

    /// <summary>
    /// Throws unless the shape has those of the columns that are named. Group: text, an integer or a key. Time: DateTime, DateTimeOffset, TimeSpan or a
    /// number. Weight: Single. End of sequence: Boolean.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">One is missing or of another type.</exception>
    public static void RequireContext(SchemaShape inputSchema, string? group, string? time, string? weight, string? endOfSequence = null)
    {
        Require(inputSchema, ColumnRole.Group, group);
        Require(inputSchema, ColumnRole.Time, time);
        Require(inputSchema, ColumnRole.Weight, weight);
        Require(inputSchema, ColumnRole.EndOfSequence, endOfSequence);
    }

    /// <summary>Throws unless the shape has, where one is named, a column that tells tasks apart: text, an integer or a key.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static void RequireTask(SchemaShape inputSchema, string? name) => Require(inputSchema, ColumnRole.Task, name);

    /// <summary>Throws unless the shape has a time column of a role.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static void RequireClock(SchemaShape inputSchema, ColumnRole clock, string name) => Require(inputSchema, clock, name);

    /// <summary>Throws where a name is given twice.</summary>
    /// <exception cref="ArgumentException">Names the column.</exception>
    public static void RequireDistinct(params IEnumerable<string?> names)
    {
        foreach (var same in names.OfType<string>().GroupBy(name => name).Where(same => same.Count() > 1))
        {
            throw new ArgumentException($"The column '{same.Key}' is named twice.");
        }
    }

    /// <summary>The feature column: a vector of Single of known size.</summary>
    /// <param name="inputSchema">The schema.</param>
    /// <param name="name">Name of the column.</param>
    /// <param name="size">The size it must have, or null for any.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type or size.</exception>
    public static DataViewSchema.Column Features(DataViewSchema inputSchema, string name, int? size = null)
    {
        var column = Find(inputSchema, ColumnRole.Features, name);
        return size is null || ((VectorDataViewType)column.Type).Size == size
            ? column
            : throw Mismatch(ColumnRole.Features.Name, name, $"vector of Single of size {size}", column.Type);
    }

    /// <summary>The label column: Single.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static DataViewSchema.Column Label(DataViewSchema inputSchema, string name) => Find(inputSchema, ColumnRole.Label, name);

    /// <summary>The time column that a calendar's phases are taken from.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    internal static DataViewSchema.Column Clock(DataViewSchema inputSchema, string? name) => Find(inputSchema, ColumnRole.Clock, name ?? "");

    /// <summary>A label column whose values can be classes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    internal static DataViewSchema.Column ClassLabel(DataViewSchema inputSchema, string name) => Find(inputSchema, ColumnRole.ClassLabel, name);

    /// <summary>The column of a role, or null where none is named.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    internal static DataViewSchema.Column? FindNamed(DataViewSchema inputSchema, ColumnRole role, string? name) =>
        name is null ? null : Find(inputSchema, role, name);

    /// <summary>The column of a role.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    internal static DataViewSchema.Column Find(DataViewSchema inputSchema, ColumnRole role, string name)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var column = inputSchema.GetColumnOrNull(name) ?? throw Missing(role, name);
        return role.Fits(column) ? column : throw Mismatch(role.Name, name, role.Expected, column.Type);
    }

    private static void Require(SchemaShape inputSchema, ColumnRole role, string? name)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        if (name is null)
        {
            return;
        }

        var column = inputSchema.FirstOrDefault(candidate => candidate.Name == name);
        if (column.Name is null)
        {
            throw Missing(role, name);
        }

        if (!role.Fits(column))
        {
            throw Mismatch(role.Name, name, role.Expected, $"{column.Kind} of {(column.IsKey ? "key " : "")}{column.ItemType}");
        }
    }

    [SuppressMessage("Usage", "CA2208", Justification = "The parameter is the caller's, as in ML.NET.")]
    private static ArgumentOutOfRangeException Missing(ColumnRole role, string name) =>
        new("inputSchema", $"Could not find {role.Name} column '{name}'");

    [SuppressMessage("Usage", "CA2208", Justification = "The parameter is the caller's, as in ML.NET.")]
    internal static ArgumentOutOfRangeException Mismatch(string role, string name, string expected, object actual) =>
        new("inputSchema", $"Schema mismatch for {role} column '{name}': expected {expected}, got {actual}");
}
