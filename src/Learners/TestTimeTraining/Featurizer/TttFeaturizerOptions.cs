using System.Text.Json.Serialization;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>Shape and learning rules of a <see cref="TttFeaturizer{T}"/>.</summary>
public sealed record TttFeaturizerOptions
{
    private const int LabelFilterSize = 32;

    /// <summary>
    /// Width of the layer, from 1 to 1024: the number of features, to which the prediction is added where rows to come are predicted. Default: 16.
    /// </summary>
    public int Width { get; init; } = 16;

    /// <summary>
    /// The layer. Default: as published, but with a <see cref="TttLayerOptions.Forgetting"/> of 0.002. A stream has no end: without forgetting, the inner
    /// weights of a layer as published only grow, their effective step shrinks, and the inner error on a slowly drifting stream rises several times over 48,000
    /// rows; with 0.003 to 0.01 it stays where it was, whatever the step and the start. Where the inner models learn the forecast itself there is no such
    /// drift: there 0.005 was too much on hourly loads and 0.002 cost nothing.
    /// </summary>
    public TttLayerOptions Layer { get; init; } = new() { Forgetting = 0.002 };

    /// <summary>What the views are fitted by. Default: <see cref="TttObjective.NextRow"/>.</summary>
    public TttObjective Objective { get; init; }

    /// <summary>
    /// What is around the inner models; null for <see cref="TttForm.InContext"/> with <see cref="TttObjective.NextRow"/>, else <see cref="TttForm.Published"/>.
    /// Default: null.
    /// </summary>
    [JsonInclude]
    internal TttForm? Form { get; init; }

    /// <summary>
    /// How many of a token's elements, the first ones, are predicted with <see cref="TttObjective.NextRow"/>, at least 1; null for all. Default: null.
    /// </summary>
    public int? PredictedInputs { get; init; }

    /// <summary>How many rows ahead the predicted row is with <see cref="TttObjective.NextRow"/>, from 1 to 4096. Default: 1.</summary>
    public int Horizon { get; init; } = 1;

    /// <summary>Elements of the label with <see cref="TttObjective.Label"/>, from 1 to 1024. Default: 1.</summary>
    public int LabelSize { get; init; } = 1;

    /// <summary>
    /// Tokens of a row, from 1 to 65536, or null for 1. Null: rows are a stream, and the inner model goes on from row to row. Else a row is a window of its
    /// own, oldest token first, over which the inner model is fitted from its start; nothing goes on from row to row. Default: null.
    /// </summary>
    public int? SequenceLength { get; init; }

    /// <summary>
    /// How many rows before a token's own it holds beside it, from 0 to 256. Null: 3 with <see cref="TttObjective.NextRow"/>, else 0, since the filters of the
    /// published form see rows before anyway. Default: null.
    /// </summary>
    public int? Lags { get; init; }

    /// <summary>
    /// Half-life, in rows, of what the drift score smooths, from 1 to 1e9: long ones find smaller faults, later, and are longer in forgetting them. Default: 7.
    /// </summary>
    public double ScoreHalfLife { get; init; } = 7;

    /// <summary>
    /// What stands between a row and the state: <see cref="GateOptions.MissingInput"/>, <see cref="GateOptions.WinsorizeLimit"/> and
    /// <see cref="GateOptions.HalfLife"/>.
    /// </summary>
    public GateOptions Gate { get; init; } = new();

    /// <summary>Most sequences that have a state of their own at once, at least 1. Default: 4096.</summary>
    public int MaximumSequences { get; init; } = 4096;

    /// <summary>What <see cref="Lags"/> comes to.</summary>
    internal int LagsInForce => Lags ?? (Objective == TttObjective.NextRow ? 3 : 0);

    /// <summary><see cref="Layer"/> with the filter that it comes to.</summary>
    internal TttLayerOptions LayerInForce => Objective == TttObjective.Label ? Layer with { FilterSize = Layer.FilterSize ?? LabelFilterSize } : Layer;

    /// <summary>Whether <see cref="Form"/> comes to <see cref="TttForm.InContext"/>.</summary>
    internal bool IsInContext => (Form ?? (Objective == TttObjective.NextRow ? TttForm.InContext : TttForm.Published)) == TttForm.InContext;

    /// <summary>Throws where a value is out of its range, or the width does not divide into the layer's heads.</summary>
    /// <exception cref="ArgumentException">Names the value.</exception>
    public void Validate()
    {
        Require.InRange(Width, 1, 1024);
        ArgumentNullException.ThrowIfNull(Layer);
        Layer.Validate(Width);
        Require.Defined(Objective);
        Require.Defined(Form ?? default, nameof(Form));
        Require.InRange(PredictedInputs ?? 1, 1, 65536, nameof(PredictedInputs));
        Require.InRange(Horizon, 1, 4096);
        Require.InRange(LabelSize, 1, 1024);
        Require.InRange(SequenceLength ?? 1, 1, 65536, nameof(SequenceLength));
        if (IsInContext && Objective != TttObjective.NextRow)
        {
            throw new ArgumentException($"{nameof(TttForm)}.{nameof(TttForm.InContext)} takes the objective {nameof(TttObjective.NextRow)}.", nameof(Form));
        }

        if (Objective == TttObjective.NextRow && SequenceLength <= Horizon)
        {
            throw new ArgumentException($"A window of {SequenceLength} tokens has none that is {Horizon} after another.", nameof(SequenceLength));
        }

        Require.InRange(Lags ?? 0, 0, 256, nameof(Lags));
        Require.InRange(ScoreHalfLife, 1, 1e9);
        ArgumentNullException.ThrowIfNull(Gate);
        Gate.Validate();
        Require.InRange(MaximumSequences, 1, int.MaxValue);
    }
}
