using Microsoft.ML;
using Microsoft.ML.Data;

namespace SequenceFeatures;

/// <summary>A row as ML.NET reads it.</summary>
public sealed class Row
{
    /// <summary>The values of the row.</summary>
    public float[] Now { get; set; } = [];

    /// <summary>The row and values of the asked column before it: what a sequence model sees.</summary>
    public float[] Token { get; set; } = [];

    /// <summary>Features computed beforehand.</summary>
    public float[] Extra { get; set; } = [];

    /// <summary>The answer; NaN where it is not known.</summary>
    public float Answer { get; set; }

    /// <summary>Rows as a data view, with the lengths of the first as those of the vectors.</summary>
    internal static IDataView View(MLContext mlContext, Row[] rows)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Now)].ColumnType = Vector(rows[0].Now);
        schema[nameof(Token)].ColumnType = Vector(rows[0].Token);
        schema[nameof(Extra)].ColumnType = Vector(rows[0].Extra);
        return mlContext.Data.LoadFromEnumerable(rows, schema);

        static VectorDataViewType Vector(float[] values) => new(NumberDataViewType.Single, Math.Max(1, values.Length));
    }
}
