using System.Text.Json.Serialization;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>Shape of a comodulated classifier, how its base is fitted, and how tasks are learnt.</summary>
public sealed record ComodulationOptions
{
    /// <summary>Units of each hidden layer, each from 1 to 4096; none for a readout over the features as they are. Default: 128, 64, 64.</summary>
    public IReadOnlyList<int> HiddenSizes { get; init; } = [128, 64, 64];

    /// <summary>Which layer is modulated: 0 for the input, l for hidden layer l. Default: 1.</summary>
    public int ModulatedLayer { get; init; } = 1;

    /// <summary>How couplings are kept from being negative. Default: <see cref="CouplingKind.Square"/>.</summary>
    [JsonInclude]
    internal CouplingKind Coupling { get; init; } = CouplingKind.Square;

    /// <summary>Where the couplings of a new task begin. Default: <see cref="CouplingStart.PrimaryMean"/>.</summary>
    [JsonInclude]
    internal CouplingStart CouplingStart { get; init; } = CouplingStart.PrimaryMean;

    /// <summary>How the modulator acts on a unit. Default: <see cref="ModulationKind.Exponential"/>.</summary>
    [JsonInclude]
    internal ModulationKind Modulation { get; init; } = ModulationKind.Exponential;

    /// <summary>What gains are made of. Default: <see cref="GainKind.Correlation"/>.</summary>
    [JsonInclude]
    internal GainKind Gain { get; init; } = GainKind.Correlation;

    /// <summary>How gains are found. Default: <see cref="RoutingKind.Antithetic"/>.</summary>
    [JsonInclude]
    internal RoutingKind Routing { get; init; } = RoutingKind.Antithetic;

    /// <summary>Standard deviation of the modulator while gains are measured, from 0 to 1; at 0 all gains are 1. Default: 0.1.</summary>
    public double Sigma { get; init; } = 0.1;

    /// <summary>
    /// Whether the classes count alike in what is learnt, however many rows each has: for balanced accuracy rather than for probabilities as frequent as in the
    /// rows. Default: true.
    /// </summary>
    public bool BalancesClasses { get; init; } = true;

    /// <summary>Seed of initial weights, orders of rows and modulators. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How the base is fitted.</summary>
    public ComodulationFitOptions Fit { get; init; } = new();

    /// <summary>How a task is learnt from a few rows.</summary>
    public AdaptationOptions Adaptation { get; init; } = new();

    /// <summary>How a task goes on learning row by row.</summary>
    public TaskUpdateOptions Online { get; init; } = new();

    /// <summary>Throws where a value is out of its range, or two do not go together.</summary>
    /// <exception cref="ArgumentException">Names the value.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(HiddenSizes);
        Require.InRange(HiddenSizes.Count, 0, 16, nameof(HiddenSizes));
        foreach (int size in HiddenSizes)
        {
            Require.InRange(size, 1, 4096, nameof(HiddenSizes));
        }

        Require.InRange(ModulatedLayer, 0, HiddenSizes.Count);
        Require.Defined(Coupling);
        Require.Defined(CouplingStart);
        Require.Defined(Modulation);
        Require.Defined(Gain);
        Require.Defined(Routing);
        Require.InRange(Sigma, 0, 1);
        if (Routing == RoutingKind.Derivative && Gain == GainKind.Correlation)
        {
            throw new ArgumentException("Without draws there is no correlation: with Routing = Derivative, Gain must be Covariance.", nameof(Gain));
        }

        ArgumentNullException.ThrowIfNull(Fit);
        Fit.Validate();
        ArgumentNullException.ThrowIfNull(Adaptation);
        Adaptation.Validate();
        ArgumentNullException.ThrowIfNull(Online);
        Online.Validate();
    }

    /// <summary>The network's sizes.</summary>
    internal NetworkShape Shape(int inputSize, int classes) => new([inputSize, .. HiddenSizes], classes, ModulatedLayer);
}
