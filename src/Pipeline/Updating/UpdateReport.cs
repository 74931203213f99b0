using System.Collections.ObjectModel;
using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>What an online transformer made of new rows, and what of the stages in front of it no longer fits them.</summary>
public sealed class UpdateReport
{
    internal UpdateReport(OnlineColumns columns, RowWatch rows, IReadOnlyList<string> inputNames)
    {
        (Columns, Rows) = (columns, rows.Rows);
        (RowsWithMissingInput, FirstRowsWithMissingInput) = (rows.Incomplete, rows.FirstIncomplete);
        (RowsOutOfRange, FeaturesOutOfRange, MissingKeys) = (rows.OutOfRange, rows.Offenders(inputNames), rows.MissingKeys());
    }

    /// <summary>The columns of the transformer.</summary>
    internal OnlineColumns Columns { get; }

    /// <summary>The model's output column: tells the models of a pipeline apart.</summary>
    public string OutputColumnName => Columns.Output;

    /// <summary>The task that the rows were learnt as; null where they were learnt one by one.</summary>
    public string? TaskName { get; internal init; }

    /// <summary>Rows that came to it.</summary>
    public long Rows { get; }

    /// <summary>The classes that the rows have opened, as text, in the order in which they were learnt.</summary>
    public IReadOnlyList<string> OpenedClasses { get; internal init; } = [];

    /// <summary>Rows with an input that is missing or infinite.</summary>
    public long RowsWithMissingInput { get; }

    /// <summary>The first of these rows, at most five, counted from 0.</summary>
    public IReadOnlyList<long> FirstRowsWithMissingInput { get; }

    /// <summary>How often each verdict was given on these rows.</summary>
    public UpdateCounts Counts { get; internal init; }

    /// <summary>
    /// Mean loss of the rows that have one, each predicted before it was learnt and counted as much as it weighs, in the learner's own units; NaN if none
    /// has, or the rows were learnt as a task.
    /// </summary>
    public double MeanLoss { get; internal init; }

    /// <summary>The same of the model as it was, following the rows without learning: what learning them was worth.</summary>
    public double MeanLossUnlearnt { get; internal init; }

    /// <summary>How often each reason was given why a row was not, or not at once, learnt.</summary>
    public IReadOnlyDictionary<UpdateReason, long> Reasons { get; internal init; } = ReadOnlyDictionary<UpdateReason, long>.Empty;

    /// <summary>How often each alarm was raised; empty where the learner raises none.</summary>
    public IReadOnlyDictionary<AlarmReason, long> Alarms { get; internal init; } = ReadOnlyDictionary<AlarmReason, long>.Empty;

    /// <summary>What became of the sequences on these rows; of the live ones, how many there are behind them.</summary>
    public SequenceCounts Sequences { get; internal init; }

    /// <summary>Rows whose group is missing: they were predicted as the first of a sequence, and taught nothing.</summary>
    public long RowsOfUnknownSequence { get; internal init; }

    /// <summary>
    /// The mean weights, over these rows, of the experts that the learner combines, by the experts' names; NaN where no row was predicted, empty where it has
    /// no experts.
    /// </summary>
    public IReadOnlyDictionary<string, double> ExpertWeights { get; internal init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>
    /// The changes of phase of a recurrent learner's guard, in the order of the rows: behind which row, from 0, and between which phases. Empty where there
    /// were none.
    /// </summary>
    public IReadOnlyList<(long Row, RecurrentPhase From, RecurrentPhase To)> PhaseChanges { get; internal init; } = [];

    /// <summary>Rows in which a feature lies outside its range in the fit; null where the model does not know that range.</summary>
    public long? RowsOutOfRange { get; }

    /// <summary>The features that left their range in the fit.</summary>
    public IReadOnlyList<FeatureOutOfRange> FeaturesOutOfRange { get; }

    /// <summary>
    /// The key columns among the transformer's input in which keys are missing (values that the stage which makes the keys was not fitted to, or no value at
    /// all), and the number of rows in which one is.
    /// </summary>
    public IReadOnlyDictionary<string, long> MissingKeys { get; }

    /// <summary>What was learnt, as lines of text.</summary>
    internal IEnumerable<string> Summary => UpdateReportText.Summary(this);

    /// <summary>What the reader ought to look at, as lines of text.</summary>
    internal IEnumerable<string> Warnings => UpdateReportText.Warnings(this);

    /// <summary>The report as at most thirty lines of text: of many features, keys or classes the first, and how many more there are.</summary>
    public override string ToString() => string.Join(Environment.NewLine, [.. Summary, .. Warnings]);
}
