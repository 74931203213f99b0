using Microsoft.ML;

namespace AdaptiveML.Contract.Support;

/// <summary>Schemas as text.</summary>
internal static class SchemaTexts
{
    /// <summary>Everything that a schema says: one line a column, with the values of its annotations.</summary>
    public static string[] Full(DataViewSchema schema) =>
        [.. schema.Select(column => $"{column.Index} {(column.IsHidden ? "hidden " : "")}"
            + $"{(schema[column.Name].Index == column.Index ? "found " : "")}{Column(column)}")];

    /// <summary>The columns that a reader finds, with the values of their annotations.</summary>
    public static string[] Visible(DataViewSchema schema) => [.. schema.Where(column => !column.IsHidden).Select(Column)];

    /// <summary>Names and types of the columns that a reader finds.</summary>
    public static string[] Types(DataViewSchema schema) => [.. schema.Where(column => !column.IsHidden).Select(Type)];

    private static string Type(DataViewSchema.Column column) => $"{column.Name}: {column.Type}";

    private static string Column(DataViewSchema.Column column) => $"{Type(column)} [{string.Join("; ", column.Annotations.Schema
        .Select(annotation => $"{Type(annotation)} = {Cell.Of(column.Annotations, annotation)}").Order(StringComparer.Ordinal))}]";
}
