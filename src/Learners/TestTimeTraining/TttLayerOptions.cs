using System.Text.Json.Serialization;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>Shape and inner learning rule of a test-time training layer.</summary>
public sealed record TttLayerOptions
{
    /// <summary>The model that is fitted while the layer runs. Default: <see cref="TttInnerModel.Linear"/>.</summary>
    public TttInnerModel InnerModel { get; init; }

    /// <summary>
    /// How it is fitted; all but <see cref="InnerRule.MiniBatchGradient"/> take <see cref="TttInnerModel.Linear"/>. Null: <see cref="InnerRule.Implicit"/>
    /// where linear models learn the forecast itself, else <see cref="InnerRule.MiniBatchGradient"/>. Default: null.
    /// </summary>
    public InnerRule? Rule { get; init; }

    /// <summary>Number of inner models, each with its share of the layer's width, which it must divide; from 1 to 64. Default: 2.</summary>
    public int HeadCount { get; init; } = 2;

    /// <summary>Tokens whose gradients are taken at the same weights, from 1 to 256: fewer follow the stream more closely. Default: 4.</summary>
    public int MiniBatchSize { get; init; } = 4;

    /// <summary>
    /// The inner rate, up to 100, before its gate, which is learnt and lies between 0 and 1. Null: 1; but 30 with <see cref="InnerRule.LeastSquares"/>, where
    /// it is by how much inner weights may differ between sequences, a value's noise being 1 (variances); and 0.1 where gradient steps fit a perceptron, or a
    /// forecast itself (<see cref="TttObjective.NextRow"/>). With <see cref="InnerRule.MiniBatchGradient"/> it is divided by a head's size; with
    /// <see cref="InnerRule.Delta"/> and <see cref="InnerRule.GatedDelta"/> it is at most 2, beyond which they diverge. Steps that fit a forecast are bounded
    /// besides, so that none overshoots whatever the rate. Default: null.
    /// </summary>
    public double? InnerLearningRate { get; init; }

    /// <summary>
    /// Share of the way back to their start that the weights go after each mini-batch, from 0 to 1. Default: 0, as published. On a stream without end, 0.003
    /// to 0.01: the inner gradient is orthogonal to what was normalised, so weights only grow, and their effective step shrinks.
    /// </summary>
    public double Forgetting { get; init; }

    /// <summary>Where queries and keys come from. Default: <see cref="TttViews.Filtered"/>.</summary>
    [JsonInclude]
    internal TttViews Views { get; init; } = TttViews.Filtered;

    /// <summary>
    /// Tokens that a causal filter sees, from 1 to 64. Null: 32 where the views are fitted to a label (<see cref="TttObjective.Label"/>), which is told by
    /// slow changes under noise more often than by the last few rows; else 4, as published. Default: null.
    /// </summary>
    public int? FilterSize { get; init; }

    /// <summary>Whether the output is multiplied by gelu(θ_G x). Default: false.</summary>
    public bool HasOutputGate { get; init; }

    /// <summary>Whether queries and keys are turned by their place in the mini-batch; takes heads of even size. Default: false.</summary>
    public bool HasRotaryPositions { get; init; }

    /// <summary>The slowest turn's base, above 1. Default: 10000.</summary>
    public double RotaryBase { get; init; } = 10_000;

    /// <summary>Seed of the initial values. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary><see cref="FilterSize"/>, or the published one.</summary>
    internal int FilterSizeInForce => FilterSize ?? 4;

    /// <summary>The rule where none is named.</summary>
    /// <param name="learnsForecast">Whether the inner models learn the forecast itself.</param>
    internal InnerRule RuleInForce(bool learnsForecast) =>
        Rule ?? (learnsForecast && InnerModel == TttInnerModel.Linear ? InnerRule.Implicit : InnerRule.MiniBatchGradient);

    /// <summary>Throws where a value is out of its range, or does not go with the layer's width.</summary>
    /// <exception cref="ArgumentException">Names the value.</exception>
    public void Validate(int width)
    {
        Require.InRange(width, 1, 4096);
        Require.Defined(InnerModel);
        Require.Defined(Rule ?? default, nameof(Rule));
        Require.InRange(HeadCount, 1, 64);
        Require.InRange(MiniBatchSize, 1, 256);
        Require.InRange(InnerLearningRate ?? 1, 0, Rule is InnerRule.Delta or InnerRule.GatedDelta ? 2 : 100, nameof(InnerLearningRate));
        Require.InRange(Forgetting, 0, 1);
        Require.Defined(Views);
        Require.InRange(FilterSizeInForce, 1, 64, nameof(FilterSize));
        Require.InRange(RotaryBase, 1, 1e12);
        if (Rule is { } rule && rule != InnerRule.MiniBatchGradient && InnerModel != TttInnerModel.Linear)
        {
            throw new ArgumentException($"The rule {rule} takes a linear inner model.", nameof(width));
        }

        if (width % HeadCount != 0 || (HasRotaryPositions && width / HeadCount % 2 != 0))
        {
            throw new ArgumentException(
                $"A width of {width} does not divide into {HeadCount} heads{(HasRotaryPositions ? " of even size" : "")}.", nameof(width));
        }
    }
}
