using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Members of a class of results that read the values which a column's keys stand for, such as a predicted label as text. ML.NET would ask for
/// <c>MapKeyToValue</c>; an engine adds it by itself.
/// </summary>
internal static class KeyValueMembers
{
    /// <summary>The stage that gives these columns their values; none where no member asks for it.</summary>
    /// <param name="schema">The columns of the results.</param>
    /// <param name="definition">The members.</param>
    public static IEnumerable<ITransformer> Stage(DataViewSchema schema, SchemaDefinition definition)
    {
        InputOutputColumnPair[] columns =
        [
            .. definition.Where(member => schema.GetColumnOrNull(member.ColumnName) is { } column && ReadsValues(column, member.ColumnType))
                .Select(member => new InputOutputColumnPair(member.ColumnName)),
        ];
        return columns.Length == 0 ? [] : [new MLContext().Transforms.Conversion.MapKeyToValue(columns).Fit(new SchemaView(schema))];
    }

    private static bool ReadsValues(DataViewSchema.Column column, DataViewType type) => column.Type is KeyDataViewType key && type is not KeyDataViewType
        && type.RawType != key.RawType && LabelTypes.Of(column) is { } values && values != LabelTypes.Keys && values.Type.Equals(type);
}
