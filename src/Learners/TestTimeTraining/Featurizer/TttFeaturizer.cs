using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// Turns rows into features by test-time training: a small inner model is fitted to the rows while they come, a gradient step a token, and asked what it has
/// learnt (Y. Sun et al., "Learning to (learn at test time): RNNs with expressive hidden states", ICML 2025).
/// <code>
/// in context, h rows ahead:   q_t = A x_t + a    W learns q_{t−h} → x_t    prediction_t = mean of m(q_t; W_t)    z_t = q_t, prediction_t
/// as published:               h_t = A x_t + a    z_t = h_t + layer(h_t; W_t)    prediction_t = C z_t + c
/// </code>
/// </summary>
/// <remarks>
/// <para>Two things learn. The outer parameters (the maps, the layer's views, its gates and W₀) are fitted by <see cref="Fit"/> and stay as
/// fitted. The inner weights W_t are state:
/// <see cref="IOnlineLearner{T}.Observe(in RowContext, ReadOnlySpan{T})"/> and
/// <see cref="IOnlineLearner{T}.Learn(in RowContext, ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T})"/> both advance them, in the modes
/// <see cref="UpdateMode.StateAndParameters"/> and <see cref="UpdateMode.StateOnly"/> alike; in <see cref="UpdateMode.Frozen"/> nothing moves.</para>
/// <para>The parts of an output (<see cref="OnlineLearner{T}.Output"/>): z (<see cref="PredictionNames.Features"/>), the score
/// (<see cref="PredictionNames.DriftScore"/>), and the prediction in the units of what is predicted (<see cref="PredictionNames.Prediction"/>). The output for
/// a row already contains the row: update, then predict. The score says how unlike the rows of the fit the last rows of the sequence are: −log10 of how rare it
/// was there, so that one row in 1,000 like those of the fit has 3 or more. It is 0 before a fit, and has nothing to do with the inner models: what it compares
/// rows with stays as fitted, but for means that follow a slow change of the plant within thousands of rows.</para>
/// <para>Where some inputs of a row are missing, their last good values take their place. A row with none is skipped: its output is that of the row before.
/// With <see cref="MissingInput.Refuse"/>, a row with a missing input is refused and its output NaN.</para>
/// <para>The cost of a row does not depend on how many came before, nor does the memory of a sequence.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public abstract partial class TttFeaturizer<T> : OnlineLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PredictionPart _features;
    private readonly PredictionPart _driftScore;
    private readonly PredictionPart _prediction;
    private readonly T[] _scaled;
    private readonly T[] _unbounded;

    private protected TttFeaturizer(int tokens, int dimension, TttFeaturizerOptions options, TttFeaturizerParts<T> parts, Layout sequence)
        : base(
            checked(tokens * dimension),
            parts.TargetSize,
            parts.Output,
            parts.Layout.Parameters.Layout,
            parts.Layout.State,
            sequence,
            options.MaximumSequences,
            keepsCopy: false)
    {
        (Dimension, Options, Parts) = (dimension, options, parts);
        (_features, _driftScore, _prediction) = (Output[PredictionNames.Features], Output[PredictionNames.DriftScore], Output[PredictionNames.Prediction]);
        (_scaled, _unbounded) = (new T[parts.PredictionSize], new T[parts.Network.FeatureCount]);
        parts.Initialize(Memory);
    }

    /// <summary>Elements of a token.</summary>
    public int Dimension { get; }

    /// <summary>Elements of z.</summary>
    public int FeatureCount => Parts.Network.FeatureCount;

    /// <summary>Elements of the predicted row or label; 0 with <see cref="TttObjective.FixedViews"/>.</summary>
    public int PredictionSize => Parts.PredictionSize;

    /// <summary>Shape and learning rules.</summary>
    public TttFeaturizerOptions Options { get; }

    internal TttFeaturizerParts<T> Parts { get; }

    /// <summary>The loss of the token that was seen last, before its update; NaN where none was.</summary>
    internal double LastInnerLoss { get; private protected set; }

    /// <summary>Measures how unlike the rows of the fit the last rows are.</summary>
    private protected abstract DriftScore<T> Drift { get; }

    /// <summary>The tokens of recorded rows, as they come.</summary>
    private protected abstract TrainingRows<T> Tokens(TrainingRows<T> rows);

    /// <summary>The stretches of tokens that recorded rows [from, to) are made of.</summary>
    internal abstract IEnumerable<TokenRun<T>> Runs(TrainingRows<T> rows, int from, int to);

    /// <summary>Takes from rows the scale of inputs and labels, and what is usual.</summary>
    internal void Standardize(TrainingRows<T> rows, CancellationToken cancellation)
    {
        var tokens = Tokens(rows);
        Parts.Standardizer.Fit(Memory, tokens);
        Parts.TokenScale.Fit(Memory, tokens);
        Parts.Bounds.Initialize(Memory);
        Drift.Fit(Memory, tokens, Options.SequenceLength, (token, scaled) => Scale(tokens.Input(token), scaled), cancellation);
    }

    /// <summary>Standardises a token; gives whether anything is known of it.</summary>
    private protected bool Scale(ReadOnlySpan<T> token, Span<T> scaled)
    {
        Parts.Standardizer.ScaleInput(Memory, token, scaled);
        return Parts.TokenScale.Mask(Memory, scaled);
    }

    /// <summary>Follows recorded rows, and takes from them what the bounds of the features are.</summary>
    internal void Replay(TrainingRows<T> rows, CancellationToken cancellation)
    {
        var moments = new FeatureMoments(FeatureCount);
        OnlinePass.Run(
            this,
            rows,
            0,
            rows.Count,
            _ => moments.Add<T>(_unbounded),
            cancellation);
        Parts.Bounds.Fit(Memory, moments);
    }

    /// <inheritdoc/>
    private protected override OnlineLearner<T> CreateEmpty() => Create(Dimension, Options);

    /// <summary>Writes an output; gives whether it is finite.</summary>
    private protected bool Write(ReadOnlySpan<T> features, ReadOnlySpan<T> predicted, double driftScore, Span<T> output)
    {
        features[..FeatureCount].CopyTo(_unbounded);
        Parts.Bounds.Write(Memory, features, _features.In(output));
        output[_driftScore.Offset] = T.CreateTruncating(driftScore);
        Parts.Unscale(Memory, predicted, _prediction.In(output));
        return TensorPrimitives.IsFiniteAll<T>(_unbounded) && TensorPrimitives.IsFiniteAll<T>(output);
    }

    /// <summary>Judges a label by the loss of its prediction, in standardised units.</summary>
    private protected TargetQuality JudgeLabel(ReadOnlySpan<T> predicted, ReadOnlySpan<T> label, out double loss)
    {
        var scaled = _scaled.AsSpan(0, label.Length);
        Parts.Standardizer.ScaleTarget(Memory, label, scaled);
        loss = TttFeaturizerParts<T>.Loss(predicted, scaled);
        return double.IsNaN(loss) ? TargetQuality.Missing : double.IsInfinity(loss) ? TargetQuality.NonFinite : TargetQuality.Known;
    }
}
