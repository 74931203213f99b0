using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>
/// The columns that tell of a row whose it is, when it was, how much it counts, and whether its sequence ends there; null where there is none to read.
/// </summary>
/// <param name="Group">The group.</param>
/// <param name="Time">The time.</param>
/// <param name="Weight">The weight.</param>
/// <param name="EndOfSequence">Whether the row is the last of its sequence.</param>
internal readonly record struct ContextColumns(
    DataViewSchema.Column? Group, DataViewSchema.Column? Time, DataViewSchema.Column? Weight, DataViewSchema.Column? EndOfSequence)
{
    /// <summary>Those that are there.</summary>
    public IEnumerable<DataViewSchema.Column> All => new[] { Group, Time, Weight, EndOfSequence }.OfType<DataViewSchema.Column>();

    /// <summary>What a model must know of a row to predict it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static ContextColumns ToScore(DataViewSchema schema, OnlineColumns columns) =>
        new(OnlineColumnChecks.Group(schema, columns), null, null, Ends(schema, columns));

    /// <summary>What a model must know of a row to learn it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static ContextColumns ToLearn(DataViewSchema schema, OnlineColumns columns) => new(
        OnlineColumnChecks.Group(schema, columns),
        ColumnChecks.FindNamed(schema, ColumnRole.Time, columns.Time),
        ColumnChecks.FindNamed(schema, ColumnRole.Weight, columns.Weight),
        Ends(schema, columns));

    private static DataViewSchema.Column? Ends(DataViewSchema schema, OnlineColumns columns) =>
        ColumnChecks.FindNamed(schema, ColumnRole.EndOfSequence, columns.EndOfSequence);
}
