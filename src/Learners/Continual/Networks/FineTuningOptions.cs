using System.Text.Json.Serialization;

namespace AdaptiveML.Learners.Continual;

/// <summary>Options of <see cref="FineTuning{T}"/>.</summary>
public sealed record FineTuningOptions : ContinualOptions
{
    /// <summary>The network and its training.</summary>
    [JsonInclude]
    internal NetworkOptions Network { get; init; } = new();

    /// <inheritdoc/>
    internal override string SizeAdvice => NetworkOptions.SizeAdvice;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        ArgumentNullException.ThrowIfNull(Network);
        Network.Validate();
    }
}
