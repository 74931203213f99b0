using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Finds the columns of a model in a schema. A column that does not fit fails as with ML.NET's own estimators.</summary>
internal static class OnlineColumnChecks
{
    /// <summary>What the label column of a model must be.</summary>
    public static ColumnRole LabelRole(this OnlineColumns columns) => columns.Classes?.Role ?? ColumnRole.Label;

    /// <summary>The columns that make the input, in their order: numbers, and last the time column where scoring reads it.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="columns">Their names.</param>
    /// <param name="size">Elements that they must have together, or null for any.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is missing or of another type or size, or has other slot names than in the fit.</exception>
    public static DataViewSchema.Column[] Inputs(DataViewSchema schema, OnlineColumns columns, int? size = null)
    {
        var inputs = Find(schema, columns, size);
        foreach (var column in inputs)
        {
            SlotNames.Require(
                column.Name == columns.Features ? ColumnRole.Features : ColumnRole.Series, column, columns.Slots.GetValueOrDefault(column.Name));
        }

        return inputs;
    }

    private static DataViewSchema.Column[] Find(DataViewSchema schema, OnlineColumns columns, int? size)
    {
        size -= columns.Phases;
        DataViewSchema.Column[] time = columns.HasClock ? [Clock(schema, columns)] : [];
        if (!columns.LabelIsInput)
        {
            DataViewSchema.Column[] score = columns.BaseScore is { } other ? [ColumnChecks.Find(schema, ColumnRole.BaseScore, other)] : [];
            return [ColumnChecks.Features(schema, columns.Features!, size - score.Length), .. score, .. time];
        }

        string name = columns.Label!;
        var label = ColumnChecks.Find(schema, ColumnRole.Series, name);
        if ((label.Type as VectorDataViewType)?.Size != columns.LabelSize)
        {
            string expected = columns.LabelSize is { } slots ? $"vector of Single of size {slots}" : "Single";
            throw ColumnChecks.Mismatch(ColumnRole.Series.Name, name, expected, label.Type);
        }

        return columns.Features is { } features
            ? [label, ColumnChecks.Features(schema, features, size - (columns.LabelSize ?? 1)), .. time]
            : [label, .. time];
    }

    /// <summary>The label column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static DataViewSchema.Column Label(DataViewSchema schema, OnlineColumns columns) => ColumnChecks.Find(schema, columns.LabelRole(), columns.Label!);

    /// <summary>The label column, or null where there is no column of that name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is of another type.</exception>
    public static DataViewSchema.Column? LabelOrNull(DataViewSchema schema, OnlineColumns columns) =>
        schema.GetColumnOrNull(columns.Label!) is null ? null : Label(schema, columns);

    /// <summary>The group column, or null where none is named.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another kind.</exception>
    public static DataViewSchema.Column? Group(DataViewSchema schema, OnlineColumns columns)
    {
        var column = ColumnChecks.FindNamed(schema, ColumnRole.Group, columns.Group);
        return column is not { Type: var type } || GroupKinds.Of(type) == columns.GroupKind
            ? column
            : throw ColumnChecks.Mismatch(ColumnRole.Group.Name, columns.Group!, columns.GroupKind.InWords(), type);
    }

    private static DataViewSchema.Column Clock(DataViewSchema schema, OnlineColumns columns)
    {
        var column = ColumnChecks.Clock(schema, columns.Time);
        return TimeKinds.Of(column.Type) == columns.TimeKind
            ? column
            : throw ColumnChecks.Mismatch(ColumnRole.Clock.Name, columns.Time!, columns.TimeKind.ToString(), column.Type);
    }
}
