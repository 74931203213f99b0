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
