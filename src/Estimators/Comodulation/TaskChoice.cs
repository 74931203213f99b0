using AdaptiveML.Pipeline;

namespace AdaptiveML.Estimators;

/// <summary>Whether a model chooses the task of each row by the task column; what it does not read it remembers, to be able to choose again.</summary>
internal static class TaskChoice
{
    private const string ColumnAttribute = "task.column";
    private const string KindAttribute = "task.kind";

    /// <summary>What a model that chooses by these columns saves.</summary>
    public static Dictionary<string, string> Of(OnlineColumns columns) =>
        columns.Group is { } name ? new() { [ColumnAttribute] = name, [KindAttribute] = columns.GroupKind.ToString() } : [];

    /// <summary>The columns of a model that takes all rows for those of one task.</summary>
    public static OnlineColumns Fixed(OnlineModel model) => model.Columns with { Group = null, GroupKind = GroupKind.None };

    /// <summary>The columns of a model that chooses by row.</summary>
    /// <exception cref="InvalidOperationException">It was fitted without a task column.</exception>
    /// <exception cref="InvalidDataException">What was saved of the column cannot be read.</exception>
    public static OnlineColumns ByRow(OnlineModel model) =>
        !model.Attributes.TryGetValue(ColumnAttribute, out string? name)
            ? throw new InvalidOperationException("The model was fitted without a task column: rows cannot name their tasks.")
        : model.Attributes.TryGetValue(KindAttribute, out string? text) && Enum.TryParse(text, out GroupKind kind) && Enum.IsDefined(kind)
            ? model.Columns with { Group = name, GroupKind = kind }
        : throw new InvalidDataException($"The saved model's task column '{name}' is of a kind '{text}', which nobody knows.");
}
