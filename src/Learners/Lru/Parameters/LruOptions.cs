using System.Text.Json.Serialization;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

/// <summary>Shape, initial values and learning rule of a linear recurrent unit.</summary>
public sealed record LruOptions
{
    /// <summary>Number of complex states N, from 1 to 4096. Default: 32.</summary>
    public int StateSize { get; init; } = 32;

    /// <summary>How much of the past the gradient sees. Default: <see cref="GradientMode.Exact"/>.</summary>
    public GradientMode GradientMode { get; init; } = GradientMode.Exact;

    /// <summary>Where γ comes from. Default: <see cref="InputGain.Learned"/>.</summary>
    [JsonInclude]
    internal InputGain InputGain { get; init; } = InputGain.Learned;

    /// <summary>The path past the recurrence. Default: <see cref="DirectPath.Full"/>.</summary>
    [JsonInclude]
    internal DirectPath DirectPath { get; init; } = DirectPath.Full;

    /// <summary>What stands between state and output. Default: <see cref="ReadoutKind.Linear"/>.</summary>
    public ReadoutKind Readout { get; init; } = ReadoutKind.Linear;

    /// <summary>Hidden values W of a readout that is not linear, from 1 to 4096. Default: 16.</summary>
    public int ReadoutWidth { get; init; } = 16;

    /// <summary>Smallest |λ| at the start, from 0 to below <see cref="MaximumRadius"/>. Default: 0.5.</summary>
    public double MinimumRadius { get; init; } = 0.5;

    /// <summary>Largest |λ| at the start, up to 0.9999. Default: 0.99.</summary>
    public double MaximumRadius { get; init; } = 0.99;

    /// <summary>Largest phase of λ at the start, above 0 to 2π. Default: 1.</summary>
    public double MaximumPhase { get; init; } = 1;

    /// <summary>Multiplies the learning rate of λ, γ and B, from 0 to 1: what the recurrence carries was made with older parameters. Default: 0.5.</summary>
    public double RecurrentLearningRateFactor { get; init; } = 0.5;

    /// <summary>Seed of the initial values. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The update rule.</summary>
    public UpdateOptions Update { get; init; } = new();

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        Require.InRange(StateSize, 1, 4096);
        Require.Defined(GradientMode);
        Require.Defined(InputGain);
        Require.Defined(DirectPath);
        Require.Defined(Readout);
        Require.InRange(ReadoutWidth, 1, 4096);
        Require.InRange(MaximumRadius, 1e-6, 0.9999);
        Require.InRange(MinimumRadius, 0, MaximumRadius);
        Require.InRange(MaximumPhase, 1e-6, 2 * Math.PI);
        Require.InRange(RecurrentLearningRateFactor, 0, 1);
        ArgumentNullException.ThrowIfNull(Update);
        Update.Validate();
    }
}
