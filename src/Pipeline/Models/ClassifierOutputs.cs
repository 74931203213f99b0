using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>What ML.NET expects of a classifier: columns of its default names, annotated as its own trainers do it.</summary>
internal static class ClassifierOutputs
{
    /// <summary>
    /// Of a learner whose prediction begins with a score for each class: Score, a vector of Single whose slots have the names of classes that are text, and
    /// PredictedLabel, the class of the highest score as a key with the label's values, missing where no score is a number. Scores that are probabilities are
    /// what ML.NET's evaluation takes a log-loss of.
    /// </summary>
    public static IReadOnlyList<OnlineOutput> Multiclass { get; } =
        [OnlineOutput.ClassScores(DefaultColumnNames.Score), OnlineOutput.PredictedClass(DefaultColumnNames.PredictedLabel)];

    /// <summary>
    /// Of a learner whose prediction has, at a place, the logarithm of the odds that the label is true: Score, Single; Probability, Single, its logistic
    /// function; PredictedLabel, Boolean, whether it is above zero.
    /// </summary>
    /// <param name="offset">The place.</param>
    public static IReadOnlyList<OnlineOutput> Binary(int offset = 0) =>
    [
        OnlineOutput.LogOdds(DefaultColumnNames.Score, offset),
        OnlineOutput.Probability(offset),
        OnlineOutput.Decision(DefaultColumnNames.PredictedLabel, offset),
    ];

    /// <summary>What an estimator promises of the columns of <see cref="Multiclass"/>.</summary>
    /// <param name="inputSchema">The input's shape.</param>
    /// <param name="labelColumnName">The label column.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static SchemaShape.Column[] MulticlassShapes(SchemaShape inputSchema, string labelColumnName)
    {
        ColumnChecks.RequireClassLabel(inputSchema, labelColumnName);
        var type = LabelTypes.Of(inputSchema.Single(column => column.Name == labelColumnName))!;
        var any = new ClassLabels(type, type.Example);
        return [.. Multiclass.Select(output => ClassifierColumn.Shape(output.Of(any)))];
    }

    /// <summary>What an estimator promises of the columns of <see cref="Binary"/>.</summary>
    /// <param name="inputSchema">The input's shape.</param>
    /// <param name="labelColumnName">The label column.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static SchemaShape.Column[] BinaryShapes(SchemaShape inputSchema, string labelColumnName)
    {
        ColumnChecks.RequireBinaryLabel(inputSchema, labelColumnName);
        return [.. Binary().Select(ClassifierColumn.Shape)];
    }
}
