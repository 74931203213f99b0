using System.Text.Json.Serialization;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>Options of <see cref="NearestMeanClassifier{T}"/>.</summary>
public sealed record NearestMeanOptions : ContinualOptions
{
    /// <summary>How near a row is to a mean. Default: <see cref="MeanMetric.Euclidean"/>.</summary>
    [JsonInclude]
    internal MeanMetric Metric { get; init; } = MeanMetric.Euclidean;

    /// <inheritdoc/>
    internal override double Sharpness => Metric == MeanMetric.Euclidean ? 0.5 : 10;

    /// <inheritdoc/>
    internal override string SizeAdvice => "It keeps a mean of every input and class: use fewer inputs.";

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require.Defined(Metric);
    }
}
