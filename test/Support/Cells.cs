using Microsoft.ML;

namespace AdaptiveML.Support;

/// <summary>Reading cells, annotations and columns in one line.</summary>
public static class Cells
{
    public static T Get<T>(this DataViewRow row, string column)
    {
        T value = default!;
        row.GetGetter<T>(row.Schema[column])(ref value);
        return value;
    }

    public static T Annotation<T>(this DataViewSchema.Column column, string kind)
    {
        T value = default!;
        column.Annotations.GetValue(kind, ref value);
        return value;
    }

    public static string[] Texts(this Microsoft.ML.Data.VBuffer<ReadOnlyMemory<char>> names) =>
        [.. names.DenseValues().Select(n => n.ToString())];

    public static string[] Names(this DataViewSchema schema) => [.. schema.Select(c => c.Name)];
}
