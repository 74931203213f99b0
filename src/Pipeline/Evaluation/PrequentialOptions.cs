using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>How models are evaluated on a stream.</summary>
public sealed record PrequentialOptions
{
    /// <summary>
    /// The label: a column of the rows, or one that a stage of the first model makes. Default: null, the one that the first online transformer with a label
    /// was fitted to, or else "Label".
    /// </summary>
    public string? LabelColumnName { get; init; }

    /// <summary>
    /// What tells sequences apart, for the plain methods: text, an integer or a key. Default: null, the group column of the first online transformer that has
    /// one; else all rows are one sequence.
    /// </summary>
    public string? GroupColumnName { get; init; }

    /// <summary>When a row was: DateTime, DateTimeOffset or TimeSpan; needed for <see cref="LabelDelay"/> alone. Default: null.</summary>
    public string? TimeColumnName { get; init; }

    /// <summary>
    /// Rows by which labels come late, at least 0: the label of a row is told when so many rows behind it have been predicted. Default: 0, each row is learnt
    /// before the next is predicted.
    /// </summary>
    public int LabelDelayRows { get; init; }

    /// <summary>
    /// Time by which labels come late, at least 0: the label of a row is told before the first row is predicted that is so much later in
    /// <see cref="TimeColumnName"/>. Default: null, <see cref="LabelDelayRows"/> holds.
    /// </summary>
    public TimeSpan? LabelDelay { get; init; }

    /// <summary>Rows of a window, at least 1. Default: null, a fiftieth of the rows and at least 20.</summary>
    public int? Window { get; init; }

    /// <summary>
    /// What the weight of all rows before is multiplied by at each judged row, above 0 and at most 1, in fading figures. Default: 0.999, of which the last
    /// thousand rows make 63 %.
    /// </summary>
    public double FadingFactor { get; init; } = 0.999;

    /// <summary>
    /// Rows of a season, at least 2: the value of a season ago then stands in the table, as a plain method. Default: null, it does not.
    /// </summary>
    public int? Period { get; init; }

    /// <summary>What is compared in pairs. Default: <see cref="PrequentialLoss.Error"/>.</summary>
    public PrequentialLoss Loss { get; init; }

    /// <summary>Share of the values that forecasts' intervals are to cover, above 0 and below 1. Default: 0.95.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>Ends the evaluation at the next row.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    /// <exception cref="ArgumentException">Labels are to come late by rows and by time, or by time and there is no time column.</exception>
    public void Validate()
    {
        Require.InRange(LabelDelayRows, 0, int.MaxValue - 1);
        Require.InRange(Window ?? 1, 1, int.MaxValue, nameof(Window));
        Require.InRange(Period ?? 2, 2, int.MaxValue / 2, nameof(Period));
        Require.Defined(Loss);
        ArgumentOutOfRangeException.ThrowIfLessThan(LabelDelay ?? TimeSpan.Zero, TimeSpan.Zero, nameof(LabelDelay));
        if (!(FadingFactor is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(FadingFactor), FadingFactor, "The factor must be above 0 and at most 1.");
        }

        if (!(ConfidenceLevel is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(ConfidenceLevel), ConfidenceLevel, "The level must be above 0 and below 1.");
        }

        if (LabelDelay is not null && (LabelDelayRows > 0 || TimeColumnName is null))
        {
            throw new ArgumentException(
                LabelDelayRows > 0
                    ? $"Labels come late by rows or by time: set {nameof(LabelDelayRows)} or {nameof(LabelDelay)}."
                    : $"Labels that come late by time need {nameof(TimeColumnName)}.",
                nameof(LabelDelay));
        }
    }
}
