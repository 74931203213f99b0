using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>The score column of a regression model, annotated as ML.NET's own regression trainers do it.</summary>
internal static class RegressionScore
{
    /// <summary>The column's type: Single.</summary>
    public static DataViewType Type => NumberDataViewType.Single;

    /// <summary>The column's annotations: ScoreColumnKind, ScoreValueKind and ScoreColumnSetId.</summary>
    public static DataViewSchema.Annotations Annotations { get; } =
        SchemaShapes.Annotations<SchemaShapes.OneNumber>(SchemaShapes.Define<SchemaShapes.OneNumber>("Score", Annotate));

    /// <summary>What an estimator promises of the column.</summary>
    /// <param name="name">The column's name.</param>
    public static SchemaShape.Column Shape(string name) =>
        SchemaShapes.Column<SchemaShapes.OneNumber>(SchemaShapes.Define<SchemaShapes.OneNumber>(name, Annotate));

    private static void Annotate(SchemaDefinition.Column column) => ScoreAnnotations.Add(column, "Regression", "Score");
}
