using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <content>Figures.</content>
public sealed partial class OnlineEngine<TSrc, TDst>
{
    /// <summary>How often each verdict was given, from the beginning of the learner's life.</summary>
    public UpdateCounts Counts => _main.Counts;

    /// <summary>What became of the sequences that the learner has come to, from the beginning of its life.</summary>
    public SequenceCounts Sequences => _main.Sequences;

    /// <summary>Rows that were predicted under a key and wait for their labels.</summary>
    public int PendingLabels => _main.PendingLabels;

    /// <summary>
    /// Those of <see cref="PendingLabels"/> that the learner has gone past as if they had no label, since a label of a row behind them has come. Where labels
    /// come in the order of their rows, each of them is as good as lost.
    /// </summary>
    public int OvertakenLabels => _main.OvertakenLabels;

    /// <summary>
    /// Rows whose labels this engine has given up: none came within <see cref="OnlineEngineOptions.LabelTimeLimit"/>, or too many rows came after it.
    /// </summary>
    public long ExpiredLabels => _main.ExpiredLabels;

    /// <summary>Rows and late labels that came while learners might not learn: <see cref="OnlineEngineOptions.Limits"/>.</summary>
    public long HeldUpdates => _binding.Held;

    /// <summary>Rows that have come since parameters were last updated.</summary>
    public long RowsSinceUpdate => _clock.RowsSinceUpdate;

    /// <summary>How long learning has stood: the time since parameters were last updated, or since the engine was made.</summary>
    public TimeSpan TimeSinceUpdate => _clock.TimeSinceUpdate;

    /// <summary>
    /// The classes as text, in the order of the slots of the scores; false and true of a binary classifier, empty where the label is a number. The list grows
    /// when a label opens a class: <see cref="UpdateResult.OpenedClass"/>.
    /// </summary>
    public IReadOnlyList<string> ClassNames => _binding.Main.Present.Columns.Classes?.Names ?? (IReadOnlyList<string>)[];
}
