using AdaptiveML.Estimators;
using AdaptiveML.Learners.Baselines;
using AdaptiveML.Learners.Comodulation;

namespace TaskSwitch;

/// <summary>Quicker than the defaults, which take some minutes more for a few tenths of a point.</summary>
internal static class Settings
{
    public static ComodulationTrainerOptions Options { get; } = new()
    {
        TaskColumnName = "Task",
        RelevanceColumnName = "Relevance",
        Machine = new()
        {
            Fit = new() { MaximumPasses = 12 },
            Adaptation = new() { MaximumSteps = 100, Parts = 3 },
        },
    };

    /// <summary>The methods, in the order of the table.</summary>
    public static readonly (AdaptationMethod Method, string Name, string Colour)[] Methods =
    [
        (AdaptationMethod.Readout, "readout only", "#3f7cac"),
        (AdaptationMethod.Ridge, "ridge", "#6a994e"),
        (AdaptationMethod.Gain, "deterministic gain", "#8d6a9f"),
        (AdaptationMethod.Comodulation, "comodulation", "#d1495b"),
        (AdaptationMethod.GainAndReadout, "gain and readout", "#e0a030"),
    ];
}
