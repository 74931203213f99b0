using System.Text.Json.Serialization;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>Options of <see cref="ElasticWeights{T}"/>.</summary>
public sealed record ElasticWeightsOptions : ContinualOptions
{
    /// <summary>The network and its training.</summary>
    [JsonInclude]
    internal NetworkOptions Network { get; init; } = new();

    /// <summary>λ, how firmly parameters are held, from 0 to 1e9. Default: 100.</summary>
    public double Strength { get; init; } = 100;

    /// <inheritdoc/>
    internal override string SizeAdvice => NetworkOptions.SizeAdvice;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        ArgumentNullException.ThrowIfNull(Network);
        Network.Validate();
        Require.InRange(Strength, 0, 1e9);
    }
}
