using System.Text.Json.Serialization;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>Options of <see cref="LearningWithoutForgetting{T}"/>.</summary>
public sealed record LearningWithoutForgettingOptions : ContinualOptions
{
    /// <summary>The network and its training.</summary>
    [JsonInclude]
    internal NetworkOptions Network { get; init; } = new();

    /// <summary>T, by which logits are divided in the distillation, from 0.1 to 100. Default: 2.</summary>
    public double Temperature { get; init; } = 2;

    /// <summary>Weight of the distillation, from 0 to 1e6. Default: 1.</summary>
    public double Strength { get; init; } = 1;

    /// <inheritdoc/>
    internal override string SizeAdvice => NetworkOptions.SizeAdvice;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        ArgumentNullException.ThrowIfNull(Network);
        Network.Validate();
        Require.InRange(Temperature, 0.1, 100);
        Require.InRange(Strength, 0, 1e6);
    }
}
