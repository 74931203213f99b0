using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>What is to be said of a fit, as attributes of the saved model: what the component says, and what was wrong with the rows.</summary>
internal static class FitMessages
{
    private const string Notes = "fit.messages";
    private const string Warnings = "fit.warnings";
    private const char Separator = '\n';

    /// <summary>Reasons that say something of a row, and are not counted in the report of the rows.</summary>
    private static readonly UpdateReason[] Reasons =
    [
        UpdateReason.Spike, UpdateReason.ImplausibleTarget, UpdateReason.NonFiniteTarget, UpdateReason.UnknownLabel, UpdateReason.InputOutOfRange,
        UpdateReason.NonFiniteLoss, UpdateReason.NonFiniteGradient, UpdateReason.Diverged, UpdateReason.StateReset,
    ];

    /// <summary>The attributes of a model that carry a component's messages.</summary>
    public static Dictionary<string, string> Save(params IEnumerable<string> notes) => new() { [Notes] = string.Join(Separator, notes) };

    /// <summary>The attributes with what was wrong with the rows.</summary>
    public static Dictionary<string, string> AddTo(IReadOnlyDictionary<string, string> attributes, IEnumerable<string> warnings) =>
        new(attributes) { [Warnings] = string.Join(Separator, warnings) };

    /// <summary>What the component says.</summary>
    public static IReadOnlyList<string> ReadNotes(IReadOnlyDictionary<string, string> attributes) => Read(attributes, Notes);

    /// <summary>What was wrong with the rows.</summary>
    public static IReadOnlyList<string> ReadWarnings(IReadOnlyDictionary<string, string> attributes) => Read(attributes, Warnings);

    /// <summary>What was wrong with the rows of a fit, each with its count.</summary>
    /// <param name="report">What their columns say.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="learner">The learner as fitted to them.</param>
    public static IEnumerable<string> Of(RecordingReport report, OnlineColumns columns, IOnlineLearner<float> learner)
    {
        var counts = learner.Sequences;
        string[] passes = [.. Reasons.Where(reason => learner.Count(reason) > 0).Select(reason => Text($"{reason} {learner.Count(reason)}"))];
        (long Count, FormattableString Message)[] all =
        [
            (report.RowsWithMissingInput, $"{report.RowsWithMissingInput} of {report.Rows} rows have an input that is missing or infinite{Taught()}."),
            (report.RowsWithoutLabel, $"{report.RowsWithoutLabel} of {report.Rows} rows have no label."),
            (report.RowsOfUnknownSequence, $"{report.RowsOfUnknownSequence} of {report.Rows} rows have no group in '{columns.Group}': they taught nothing."),
            (report.InvalidWeights, $"{report.InvalidWeights} of {report.Rows} rows have a weight that is negative or not finite: they taught nothing."),
            (report.OutOfOrderTimes,
                $"{report.OutOfOrderTimes} of {report.Rows} rows have a time before the latest of their sequence: sort by '{columns.Time}'."),
            (report.DuplicateTimes, $"{report.DuplicateTimes} of {report.Rows} rows have the same time in '{columns.Time}' as another of their sequence."),
            (report.ScatteredGaps,
                $"{report.ScatteredGaps} gaps in '{columns.Time}' lie as if rows were drawn at random, as by TrainTestSplit: use mlContext.Data.TimeSplit."),
            (counts.Evicted,
                $"{counts.Evicted} sequences had to make room for others: {counts.Live} are kept, {counts.Opened} were begun. Raise MaximumSequences."),
            (passes.Length, $"In the passes of the fit: {string.Join(", ", passes)}."),
        ];
        return all.Where(message => message.Count > 0).Select(message => Text(message.Message));

        string Taught() => learner.Count(UpdateReason.NonFiniteInput) >= report.RowsWithMissingInput ? ": they taught nothing" : "";
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static string[] Read(IReadOnlyDictionary<string, string> attributes, string name) =>
        attributes.TryGetValue(name, out string? text) && text.Length > 0 ? text.Split(Separator) : [];
}
