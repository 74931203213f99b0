using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>
/// The columns that a classifier writes as ML.NET is told of them: one description for what an estimator promises, what a model annotates, and what a saved
/// model looks up.
/// </summary>
internal static class ClassifierColumn
{
    private const string Multiclass = "MulticlassClassification";
    private const string Binary = "BinaryClassification";

    /// <summary>What an estimator promises of the column.</summary>
    public static SchemaShape.Column Shape(OnlineOutput output) => SchemaShapes.Column<Row>(Describe(output));

    /// <summary>The column's annotations.</summary>
    public static DataViewSchema.Annotations Annotations(OnlineOutput output) => SchemaShapes.Annotations<Row>(Describe(output));

    /// <summary>
    /// Writes the column of the indices that a saved model's mapping writes in place of keys and flags. ML.NET saves a lookup table with the annotations of
    /// its values; keys that it takes in from objects it counts from zero.
    /// </summary>
    public static IEstimator<ITransformer> Lookup(MLContext context, OnlineOutput output, string indexColumnName)
    {
        var definition = Describe(output);
        definition.Add(SchemaDefinition.Create(typeof(Row))[nameof(Row.Index)]);
        var rows = output.Kind == OutputKind.Decision
            ? [new() { Index = 0, Flag = false }, new() { Index = 1, Flag = true }]
            : Enumerable.Range(0, output.Length).Select(index => new Row { Index = index, Class = (uint)index });
        var table = context.Data.LoadFromEnumerable(rows.ToArray(), definition);
        return context.Transforms.Conversion.MapValue(output.Name, table, table.Schema[nameof(Row.Index)], table.Schema[output.Name], indexColumnName);
    }

    /// <summary>The values of the classes, in their order: a view of one column.</summary>
    public static IDataView Values(MLContext context, ClassLabels classes)
    {
        var definition = Describe(OnlineOutput.PredictedClass(nameof(Row.Class)).Of(classes));
        var keys = context.Data.LoadFromEnumerable(Enumerable.Range(0, classes.Count).Select(index => new Row { Class = (uint)index }).ToArray(), definition);
        var values = context.Transforms.Conversion.MapKeyToValue(nameof(Row.Class)).Fit(keys).Transform(keys);
        return context.Transforms.SelectColumns(nameof(Row.Class)).Fit(values).Transform(values);
    }

    private static SchemaDefinition Describe(OnlineOutput output)
    {
        var (member, task, value) = output.Kind switch
        {
            OutputKind.ClassScores => (nameof(Row.Scores), Multiclass, "Score"),
            OutputKind.PredictedClass => (nameof(Row.Class), Multiclass, "PredictedLabel"),
            OutputKind.LogOdds => (nameof(Row.Number), Binary, "Score"),
            OutputKind.Probability => (nameof(Row.Number), Binary, "Probability"),
            OutputKind.Decision => (nameof(Row.Flag), Binary, "PredictedLabel"),
            _ => throw new ArgumentOutOfRangeException(nameof(output), output.Kind, "No classifier writes such a column."),
        };
        var definition = SchemaDefinition.Create(typeof(Row));
        definition.RemoveAll(column => column.MemberName != member);
        var column = definition.Single();
        (column.ColumnName, column.ColumnType) = (output.Name, output.Type);
        ScoreAnnotations.Add(column, task, value);
        switch (output.Kind)
        {
            case OutputKind.ClassScores when output.Classes is { } classes:
                classes.Type.Annotate(column, "TrainingLabelValues", classes.Names);
                if (classes.Type is TextLabels)
                {
                    classes.Type.Annotate(column, "SlotNames", classes.Names);
                }

                break;
            case OutputKind.PredictedClass when output.Classes is { } classes:
                classes.Type.Annotate(column, "KeyValues", classes.Names);
                break;
            case OutputKind.Probability:
                column.AddAnnotation("IsNormalized", true, BooleanDataViewType.Instance);
                break;
        }

        return definition;
    }

    private sealed class Row
    {
        public VBuffer<float> Scores { get; set; }

        public uint Class { get; set; }

        public float Number { get; set; }

        public bool Flag { get; set; }

        public float Index { get; set; }
    }
}
