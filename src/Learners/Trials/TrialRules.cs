using AdaptiveML.Online;

namespace AdaptiveML.Learners.Trials;

/// <summary>Who takes part in a trial, and by what rules another answers.</summary>
public sealed record TrialRules
{
    /// <summary>Most models of a trial.</summary>
    public const int MaximumModels = 16;

    /// <summary>Names of the models, in the order of their answers in a row: first the champion, which answers at the beginning. From 1 to 16.</summary>
    public IReadOnlyList<string> Models { get; init; } = ["champion"];

    /// <summary>What an answer costs. Default: <see cref="TrialLoss.Absolute"/>.</summary>
    public TrialLoss Loss { get; init; }

    /// <summary>The plain method that takes part. Default: <see cref="TrialBaseline.LastValue"/>.</summary>
    public TrialBaseline Baseline { get; init; }

    /// <summary>
    /// Probability, from 1e-9 to 0.5, that between two changes a contestant comes to answer that errs no less than the one before. Shared evenly among those
    /// that do not answer. Default: 0.05.
    /// </summary>
    public double Level { get; init; } = 0.05;

    /// <summary>Labels from which the scale and the dependence of differences are taken before anything is decided, from 50 to 100,000. Default: 200.</summary>
    public int WarmUp { get; init; } = 200;

    /// <summary>
    /// Fewest labels between two changes, from 0 to 1,000,000; one that is broken goes at once. Default: 100.
    /// </summary>
    public int MinimumReign { get; init; } = 100;

    /// <summary>Labels behind which the trial is over, at least 1: who answers then goes on. Null, the default: it is never over.</summary>
    public long? MaximumRows { get; init; }

    /// <summary>
    /// Furthest that an answer of another contestant may lie from the champion's, above 0: it is brought to that distance. Null, the default: any. In the unit
    /// of the label.
    /// </summary>
    public double? LargestDeviation { get; init; }

    /// <summary>Most sequences that have a last label of their own at once, at least 1. Default: 1024.</summary>
    public int MaximumSequences { get; init; } = 1024;

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    /// <exception cref="ArgumentException">Two models have one name, or one has none.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Models);
        Require.InRange(Models.Count, 1, MaximumModels);
        Require.Defined(Loss);
        Require.Defined(Baseline);
        Require.InRange(Level, 1e-9, 0.5);
        Require.InRange(WarmUp, 50, 100_000);
        Require.InRange(MinimumReign, 0, 1_000_000);
        Require.InRange(MaximumRows ?? 1, 1, long.MaxValue, nameof(MaximumRows));
        Require.InRange(LargestDeviation ?? 1, double.Epsilon, double.MaxValue, nameof(LargestDeviation));
        Require.InRange(MaximumSequences, 1, int.MaxValue);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in Models)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(Models));
            if (name == TrialContestants.BaselineName || !names.Add(name))
            {
                throw new ArgumentException(
                    $"Two contestants of a trial have the name '{name}'; the plain method's is '{TrialContestants.BaselineName}'.", nameof(Models));
            }
        }
    }
}
