using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// What rows held back and primary tasks say of a method, setting by setting. A setting weighs
/// <code>
/// e^−(n η loss + c error + cost) / Σ e^−(c error)      loss: on rows held back, as good as n of equal weight      Σ: over the settings
///                                                       error: on primary tasks of about as many rows             cost: see MethodPrior
/// </code>
/// </summary>
/// <remarks>
/// Exponential weights, which put nearly all on what is best where the rows can tell, and spread over what may be best where they cannot. The loss is convex in
/// the logits, so that a blend of logits has at most the weighed mean of the losses. A method with settings that nobody would use loses nothing by them.
/// </remarks>
internal sealed class MethodEvidence<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>η: below 1, since the loss was taken at its best scale, and losses of rows that were learnt together go together.</summary>
    private const double LearningRate = 0.3;

    private readonly double[] _costs;

    /// <summary>Weighs the settings.</summary>
    /// <param name="method">The method.</param>
    /// <param name="judgements">What it said of rows held back.</param>
    /// <param name="labelled">The rows.</param>
    /// <param name="experience">What primary tasks say; all errors and the cost are 0 where there were none.</param>
    public MethodEvidence(AdaptationMethod method, HeldBackLogits<T> judgements, FeatureRows<T> labelled, MethodExperience experience)
    {
        (Method, Judgements, Errors) = (method, judgements, experience.Errors);
        double least = Errors.Min(), all = Elementary.Log(Errors.Sum(error => Elementary.Exp(MethodPrior.Weight * (least - error))));
        _costs = [.. Errors.Select((error, setting) =>
            (labelled.EffectiveCount * LearningRate * judgements.AtBestScale(setting, labelled).Loss)
            + (MethodPrior.Weight * (error - least)) + all + experience.Cost)];
    }

    /// <summary>The method.</summary>
    public AdaptationMethod Method { get; }

    /// <summary>What it said of rows held back.</summary>
    public HeldBackLogits<T> Judgements { get; }

    /// <summary>The error of each setting on primary tasks.</summary>
    public double[] Errors { get; }

    /// <summary>The setting of the largest weight.</summary>
    public int Best => Enumerable.Range(0, _costs.Length).MinBy(setting => _costs[setting]);

    /// <summary>The least −ln weight.</summary>
    public double LeastCost => _costs.Min();

    /// <summary>The weight of each setting, in units of e^−<paramref name="least"/>.</summary>
    public double[] Weights(double least) => Array.ConvertAll(_costs, cost => Elementary.Exp(least - cost));
}
