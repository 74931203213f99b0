using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;
using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>What an online transformer made of new rows, and what of the stages in front of it no longer fits them.</summary>
public sealed class UpdateReport
{
    internal UpdateReport(OnlineColumns columns) => Columns = columns;

    /// <summary>The columns of the transformer.</summary>
    internal OnlineColumns Columns { get; }

    /// <summary>The model's output column: tells the models of a pipeline apart.</summary>
    public string OutputColumnName => Columns.Output;

    /// <summary>Rows that came to it.</summary>
    public long Rows { get; internal init; }

    /// <summary>How often each verdict was given on these rows.</summary>
    public UpdateCounts Counts { get; internal init; }

    /// <summary>
    /// Mean loss of the rows that have one, each predicted before it was learnt and counted as much as it weighs, in the learner's own units; NaN if none
    /// has.
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
    public long? RowsOutOfRange { get; internal init; }

    /// <summary>The features that left their range in the fit.</summary>
    public IReadOnlyList<FeatureOutOfRange> FeaturesOutOfRange { get; internal init; } = [];

    /// <summary>
    /// The key columns among the transformer's input in which keys are missing (values that the stage which makes the keys was not fitted to, or no value at
    /// all), and the number of rows in which one is.
    /// </summary>
    public IReadOnlyDictionary<string, long> MissingKeys { get; internal init; } = ReadOnlyDictionary<string, long>.Empty;

    /// <summary>The report as lines of text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"'{Columns.Output}' from '{string.Join("', '", Columns.Inputs)}': {Rows} rows, ").Append(
            CultureInfo.InvariantCulture,
            $"{Counts.Applied} applied, {Counts.Skipped} skipped, {Counts.Rejected} rejected, {Counts.RolledBack} rolled back, ").Append(
            CultureInfo.InvariantCulture,
            $"mean loss {MeanLoss:G4}, without learning {MeanLossUnlearnt:G4}");
        Append(text, "reasons", Reasons);
        Append(text, "alarms", Alarms);
        if (Columns.Group is { } group)
        {
            text.AppendLine().Append(
                CultureInfo.InvariantCulture,
                $"{group}: {Sequences.Live} live, {Sequences.Opened} opened, {Sequences.Evicted} evicted, {RowsOfUnknownSequence} rows without one");
        }

        if (Columns.Time is { } time)
        {
            text.AppendLine().Append(
                CultureInfo.InvariantCulture,
                $"{time}: {Sequences.DuplicateTimes} rows with a time seen already, {Sequences.OutOfOrderTimes} out of order");
        }

        if (ExpertWeights.Count > 0)
        {
            text.AppendLine().Append("weights: ").AppendJoin(
                ", ", ExpertWeights.Select(expert => string.Create(CultureInfo.InvariantCulture, $"{expert.Key} {expert.Value:0.00}")));
        }

        if (PhaseChanges.Count > 0)
        {
            text.AppendLine().Append("phases: ").AppendJoin(
                ", ", PhaseChanges.Select(change => string.Create(CultureInfo.InvariantCulture, $"{change.From} to {change.To} at row {change.Row}")));
        }

        foreach (var feature in FeaturesOutOfRange)
        {
            text.AppendLine().Append(
                CultureInfo.InvariantCulture,
                $"{feature.Name}: {feature.Rows} rows outside {feature.Fitted.Minimum} to {feature.Fitted.Maximum} of the fit, ").Append(
                CultureInfo.InvariantCulture,
                $"seen {feature.Seen.Minimum} to {feature.Seen.Maximum}");
        }

        foreach (var (column, rows) in MissingKeys)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"{column}: {rows} rows with a key that is missing or was not seen in the fit");
        }

        return text.ToString();
    }

    private static void Append<TReason>(StringBuilder text, string what, IReadOnlyDictionary<TReason, long> counts)
    {
        if (counts.Count > 0)
        {
            text.AppendLine().Append(what).Append(": ").AppendJoin(", ", counts.Select(count => $"{count.Key} {count.Value}"));
        }
    }
}
