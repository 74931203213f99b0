using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>The annotations by which ML.NET knows a prediction's columns: of which task they are, which of its values, and that they belong together.</summary>
internal static class ScoreAnnotations
{
    private static readonly KeyDataViewType SetIdType = new(typeof(uint), int.MaxValue);

    /// <summary>Adds them to a column, as ML.NET's own trainers do it.</summary>
    /// <param name="column">The column.</param>
    /// <param name="task">The task.</param>
    /// <param name="value">What of the prediction it holds.</param>
    public static void Add(SchemaDefinition.Column column, string task, string value)
    {
        column.AddAnnotation("ScoreColumnKind", task.AsMemory(), TextDataViewType.Instance);
        column.AddAnnotation("ScoreValueKind", value.AsMemory(), TextDataViewType.Instance);
        column.AddAnnotation("ScoreColumnSetId", 1u, SetIdType);
    }
}
