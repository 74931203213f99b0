using System.Collections.ObjectModel;
using AdaptiveML.Online;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>The columns that an online model reads and writes.</summary>
internal sealed record OnlineColumns
{
    /// <summary>The input, or where the label is an input what stands behind it, if anything: a vector of Single of known size.</summary>
    public required string? Features { get; init; }

    /// <summary>
    /// The target: Single, NaN where it is not known, or of a classifier what <see cref="Classes"/> says; or null where the model takes none. Scoring does
    /// not need it, unless <see cref="LabelIsInput"/>.
    /// </summary>
    public required string? Label { get; init; }

    /// <summary>The classes that the label's values are, or null where the label is a number.</summary>
    public ClassLabels? Classes { get; init; }

    /// <summary>The slot names that the input's vectors had in the fit, by column; those without any are not there.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Slots { get; init; } = ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>Whether the label is no target but the beginning of the input: that of a forecaster, to which each row is the target of those before.</summary>
    public bool LabelIsInput { get; init; }

    /// <summary>Elements of a label that is an input and a vector; null where it is one number.</summary>
    public int? LabelSize { get; init; }

    /// <summary>Another model's estimate of the label, behind the features in the input, or null for none: Single, NaN where it has none.</summary>
    public string? BaseScore { get; init; }

    /// <summary>The prediction: the first of the columns that the model writes.</summary>
    public required string Output { get; init; }

    /// <summary>Tells the sequences apart, or null where all rows are one: text, an integer or a key. Scoring needs it.</summary>
    public string? Group { get; init; }

    /// <summary>What the group column is made of.</summary>
    public GroupKind GroupKind { get; init; }

    /// <summary>
    /// When a row was, or null where nothing says it: DateTime, DateTimeOffset, TimeSpan, or a number, of which NaN is not known. Learning needs it.
    /// </summary>
    public string? Time { get; init; }

    /// <summary>
    /// What phases of <see cref="Time"/> stand behind the other columns of the input, or null for none. Where there are some, scoring needs the time, which
    /// is DateTime, DateTimeOffset or TimeSpan.
    /// </summary>
    public CalendarHarmonics? Calendar { get; init; }

    /// <summary>What the time column is made of, where scoring needs it: for the calendar, or for the times of what is forecast.</summary>
    public TimeKind TimeKind { get; init; }

    /// <summary>Whether scoring reads the time.</summary>
    internal bool HasClock => TimeKind != TimeKind.None;

    /// <summary>How much a row's error counts in what is learnt, or null where all count alike: Single. Learning needs it.</summary>
    public string? Weight { get; init; }

    /// <summary>
    /// Whether a row is the last of its sequence, so that what the sequence had of its own is given up behind it, or null where nothing says so: Boolean.
    /// Scoring needs it.
    /// </summary>
    public string? EndOfSequence { get; init; }

    /// <summary>
    /// Whether the data that the model was fitted to had a column named Probability. The saved model passes through a built-in calibrator,
    /// which writes a column of that name; this says that there is one to be preserved.
    /// </summary>
    public bool PreservesProbability { get; init; }

    /// <summary>Elements of the input that are phases: its last.</summary>
    internal int Phases => Calendar?.Count ?? 0;

    /// <summary>Elements of the input that stand behind the features.</summary>
    internal int BehindFeatures => Phases + (BaseScore is null ? 0 : 1);

    /// <summary>The columns of numbers that make the input, in their order.</summary>
    internal IReadOnlyList<string> Inputs => [.. new[] { LabelIsInput ? Label : null, Features, BaseScore }.OfType<string>()];

    /// <summary>The label, where it is none of the inputs.</summary>
    internal string? Target => LabelIsInput ? null : Label;

    /// <summary>The columns of a model fitted to data of a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="features">Name of the feature column.</param>
    /// <param name="label">Name of the label column, or null.</param>
    /// <param name="output">Name of the column that the model adds.</param>
    /// <param name="group">Name of the group column, or null.</param>
    /// <param name="time">Name of the time column, or null.</param>
    /// <param name="weight">Name of the weight column, or null.</param>
    /// <param name="labelIsInput">Whether the label is an input.</param>
    /// <param name="calendar">What phases of the time are a part of the input, or null.</param>
    /// <param name="clock">What the time column must be, where scoring needs it; null where it needs none.</param>
    /// <param name="endOfSequence">Name of the end-of-sequence column, or null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The group column, or the time column where scoring needs it, is missing or of another type.</exception>
    public static OnlineColumns For(
        DataViewSchema schema,
        string? features,
        string? label,
        string output,
        string? group = null,
        string? time = null,
        string? weight = null,
        bool labelIsInput = false,
        CalendarHarmonics? calendar = null,
        ColumnRole? clock = null,
        string? endOfSequence = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new()
        {
            Features = features,
            Label = label,
            LabelIsInput = labelIsInput,
            LabelSize = labelIsInput ? (schema.GetColumnOrNull(label!)?.Type as VectorDataViewType)?.Size : null,
            Output = output,
            Group = group,
            GroupKind = ColumnChecks.FindNamed(schema, ColumnRole.Group, group) is { Type: var type } ? GroupKinds.Of(type) : GroupKind.None,
            Time = time,
            Calendar = calendar,
            TimeKind = clock is null ? TimeKind.None : TimeKinds.Of(ColumnChecks.Find(schema, clock, time ?? "").Type),
            Weight = weight,
            EndOfSequence = endOfSequence,
            Slots = SlotsOf(schema, labelIsInput ? label : null, features),
            PreservesProbability = schema.GetColumnOrNull(DefaultColumnNames.Probability) is not null,
        };
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> SlotsOf(DataViewSchema schema, params IEnumerable<string?> names)
    {
        var slots = names.OfType<string>()
            .Select(name => (Name: name, Slots: schema.GetColumnOrNull(name) is { } column ? SlotNames.Given(column) : null))
            .Where(column => column.Slots is not null)
            .ToDictionary(column => column.Name, column => column.Slots!);
        return slots.Count > 0 ? slots : ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;
    }
}
