using Microsoft.ML;
using Microsoft.ML.Data;

namespace SequenceFeatures;

/// <summary>A row as ML.NET reads it.</summary>
public sealed class Row
{
    /// <summary>The values of the row, the asked one first.</summary>
    public float[] Now { get; set; } = [];

    /// <summary>Numbers computed from the rows before it.</summary>
    public float[] Past { get; set; } = [];

    /// <summary>Both: what a sequence model sees.</summary>
    public float[] Token { get; set; } = [];

    /// <summary>The answer; NaN where it is not known.</summary>
    public float Answer { get; set; }

    /// <summary>Rows as a data view, with the lengths of the first as those of the vectors.</summary>
    internal static IDataView View(MLContext mlContext, Row[] rows)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Now)].ColumnType = Vector(rows[0].Now);
        schema[nameof(Past)].ColumnType = Vector(rows[0].Past);
        schema[nameof(Token)].ColumnType = Vector(rows[0].Token);
        return mlContext.Data.LoadFromEnumerable(rows, schema);

        static VectorDataViewType Vector(float[] values) => new(NumberDataViewType.Single, values.Length);
    }
}
