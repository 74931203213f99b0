using AdaptiveML.Learners;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers;

/// <summary>Options of <see cref="OnlineLruTrainer"/>.</summary>
public sealed record OnlineLruOptions
{
    /// <summary>Shape, initial values and learning rule of the unit; the rule holds in use and, unless <see cref="Training"/> says otherwise, in the fit.</summary>
    public LruOptions Unit { get; init; } = new();

    /// <summary>How the unit is fitted: passes, validation and early stopping.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>
    /// The column that tells sequences apart, such as the machine that a row is of: text, an integer or a key; or null where all rows are one. Each has a state of its own, all learn
    /// one unit; <see cref="UpdateOptions.MaximumSequences"/> bounds how many are kept. Default: null.
    /// </summary>
    public string? GroupColumnName { get; init; }

    /// <summary>
    /// The column that says when a row was: DateTime, DateTimeOffset, TimeSpan or a number; or null. Rows are taken in the order of the view, whatever it says; times that are
    /// repeated or go back within a sequence are counted. Default: null.
    /// </summary>
    public string? TimeColumnName { get; init; }

    /// <summary>The column that says how much a row's error counts: Single, from 0; or null where all count alike. Default: null.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>Whether the fitted transformer's <c>Transform</c> learns as it goes: <see cref="OnlineModel.AdaptsInTransform"/>. Default: false.</summary>
    public bool AdaptsInTransform { get; init; }

    /// <summary>Is told of every pass of the fit.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Ends the fit.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Unit);
        ArgumentNullException.ThrowIfNull(Training);
        Unit.Validate();
        Training.Validate();
    }
}
