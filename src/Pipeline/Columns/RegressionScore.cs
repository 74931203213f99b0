using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>The score column of a regression model, annotated as ML.NET's own regression trainers do it.</summary>
public static class RegressionScore
{
    private static readonly (string Kind, string Value)[] Texts = [("ScoreColumnKind", "Regression"), ("ScoreValueKind", "Score")];
    private static readonly KeyDataViewType SetIdType = new(typeof(uint), int.MaxValue);

    /// <summary>The column's type: Single.</summary>
    public static DataViewType Type => NumberDataViewType.Single;

    /// <summary>The column's annotations: ScoreColumnKind, ScoreValueKind and ScoreColumnSetId.</summary>
    public static DataViewSchema.Annotations Annotations { get; } = CreateAnnotations();

    /// <summary>What an estimator promises of the column.</summary>
    /// <param name="name">The column's name.</param>
    public static SchemaShape.Column Shape(string name) => SchemaShapes.Column<ScoreOutput>(name, static column =>
    {
        foreach (var (kind, value) in Texts)
        {
            column.AddAnnotation(kind, value.AsMemory(), TextDataViewType.Instance);
        }

        column.AddAnnotation("ScoreColumnSetId", 1u, SetIdType);
    });

    private static DataViewSchema.Annotations CreateAnnotations()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        foreach (var (kind, value) in Texts)
        {
            builder.AddPrimitiveValue(kind, TextDataViewType.Instance, value.AsMemory());
        }

        builder.AddPrimitiveValue("ScoreColumnSetId", SetIdType, 1u);
        return builder.ToAnnotations();
    }
}
