using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>The ridge penalty λ of an analytic classifier.</summary>
public sealed record PenaltyOptions
{
    /// <summary>
    /// λ, from 1e-9 to 1e9, or null: chosen anew at each task among powers of ten from 1e-8 to 1e8, by the squared error on rows of the task that were held
    /// out. Default: null.
    /// </summary>
    public double? Fixed { get; init; }

    /// <summary>λ before the first task, from 1e-9 to 1e9. Default: 100.</summary>
    public double Initial { get; init; } = 100;

    /// <summary>Of how many different rows of a class in a task one is held out for the choice, at least 2. Default: 5.</summary>
    public int HoldOutEvery { get; init; } = 5;

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        Require.InRange(Fixed ?? 1, 1e-9, 1e9, nameof(Fixed));
        Require.InRange(Initial, 1e-9, 1e9);
        Require.InRange(HoldOutEvery, 2, int.MaxValue);
    }
}
