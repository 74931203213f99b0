using AdaptiveML.Learners.Trials;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers;

/// <summary>Options of <see cref="TrialEstimator"/>.</summary>
public sealed record TrialOptions
{
    /// <summary>The label: Single, NaN where it is not known. Default: "Label".</summary>
    public string LabelColumnName { get; init; } = DefaultColumnNames.Label;

    /// <summary>
    /// The answers: a vector of Single with an element a model, whose slot names are the models'. The first is the champion, which answers at the beginning.
    /// Default: "Answers".
    /// </summary>
    public string AnswerColumnName { get; init; } = "Answers";

    /// <summary>Where the answer of the trial is written to, Single. Default: "Score".</summary>
    public string ScoreColumnName { get; init; } = DefaultColumnNames.Score;

    /// <summary>
    /// The column that says who answered: a vector of Single with the contestants' names as slot names, 1 for the one that did; or null. Default: "AnsweredBy".
    /// </summary>
    public string? AnsweredByColumnName { get; init; } = "AnsweredBy";

    /// <summary>
    /// The column of what each contestant has of the evidence that it needs to answer, a vector of Single from 0 to 1, likewise named; or null. Default: null.
    /// </summary>
    public string? EvidenceColumnName { get; init; }

    /// <summary>The column that says why the answer is to be looked at, text: the name of an <see cref="AlarmReason"/>; or null. Default: null.</summary>
    public string? AlarmReasonColumnName { get; init; }

    /// <summary>Tells the sequences apart, of which the plain method has a last label each: text, an integer or a key; or null. Default: null.</summary>
    public string? GroupColumnName { get; init; }

    /// <summary>By what rules another model answers. Its models are the answers' slot names, whatever it says itself.</summary>
    public TrialRules Rules { get; init; } = new();

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Rules);
        Rules.Validate();
        ColumnChecks.RequireDistinct(LabelColumnName, AnswerColumnName, GroupColumnName);
        ColumnChecks.RequireDistinct(ScoreColumnName, AnsweredByColumnName, EvidenceColumnName, AlarmReasonColumnName);
    }
}
