using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Makes and joins schema shapes: what an estimator promises before it is fitted.</summary>
public static class SchemaShapes
{
    /// <summary>The shape with further columns; a column of a name that is there already takes its place.</summary>
    public static SchemaShape With(this SchemaShape shape, params SchemaShape.Column[] columns)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var all = shape.ToDictionary(column => column.Name);
        foreach (var column in columns)
        {
            all[column.Name] = column;
        }

        return new(all.Values);
    }

    /// <summary>
    /// The shape of a column. ML.NET keeps the constructor of <see cref="SchemaShape.Column"/> to itself, so a built-in estimator that would write such a
    /// column is asked what it promises.
    /// </summary>
    /// <param name="definition">The column, as the one member of <typeparamref name="TColumn"/>, with its annotations.</param>
    internal static SchemaShape.Column Column<TColumn>(SchemaDefinition definition)
        where TColumn : class, new() =>
        new MLContext().Transforms.CustomMapping<NoColumns, TColumn>(static (_, _) => { }, null, null, definition)
            .GetOutputSchema(new SchemaShape([])).Single();
}
