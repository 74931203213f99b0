using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruRegression;

/// <summary>
/// Estimates a label by a linear recurrent unit under readouts that are learnt by recursive least squares, combined online with each other and with the last
/// value.
/// <code>
/// u_t = clamp(x_t, y′)      s_t = λ∘s_{t−1} + γ∘(B u_t)      ŷ_t^k = y′ + w_kᵀ φ(x_t, x_{t−1}, s_t, y′)      ŷ_t = Σ_k p_k ŷ_t^k
/// </code>
/// </summary>
/// <remarks>
/// <para>The recurrence learns from the readouts' errors by exact real-time recurrent learning (<see cref="LruLearner{T}"/>), the readouts by recursive least
/// squares with forgetting, their weights in the combination by Bernstein online aggregation, so that in the long run the estimate is hardly worse than that of
/// the best of them, the last value included. Where the row before had no label, the estimate made for it takes its place, and the last value has no say; one
/// readout never looks at labels.</para>
/// <para>Time O(F²) a row and memory O(F²) for F features: with M inputs and N states 2 + 3M + 2N, and M (M − 1) / 2 products of inputs. Everything is in
/// double.</para>
/// <para>The parts of a prediction (<see cref="OnlineLearner{T}.Output"/>): the estimate (<see cref="PredictionNames.Score"/>), the bounds of its interval
/// (<see cref="PredictionNames.LowerBound"/>, <see cref="PredictionNames.UpperBound"/>; NaN before the first error), the number of an <see cref="AlarmReason"/>
/// (<see cref="PredictionNames.Alarm"/>), and the weights of <see cref="ExpertNames"/> (<see cref="PredictionNames.Weights"/>).</para>
/// </remarks>
/// <typeparam name="T">Element type of inputs, targets and predictions.</typeparam>
public sealed class LruRegressor<T> : OnlineLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Deviations to which an input of the recurrence is cut back.</summary>
    private const double LargestDrive = 4;

    private readonly RegressorParts _parts;
    private readonly double[] _raw;
    private readonly double[] _input;
    private readonly double[] _seen;
    private readonly double[] _seenEarlier;
    private readonly double[] _drive;
    private readonly double[] _states;
    private readonly double[] _predictions;
    private readonly double[] _scalar = new double[1];
    private readonly double[] _halfWidth = new double[1];
    private readonly int _score;
    private readonly int _lower;
    private readonly int _upper;
    private readonly int _alarm;
    private readonly int _weights;
    private double _estimate;
    private double _label;

    /// <summary>Makes a learner.</summary>
    /// <param name="inputSize">M, elements of an input, from 1 to 4096.</param>
    /// <param name="options">Shape and learning rules.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or an option is out of its range.</exception>
    public LruRegressor(int inputSize, LruRegressorOptions options)
        : this(inputSize, options, new RegressorParts(inputSize, Checked(inputSize, options)))
    {
    }

    private LruRegressor(int inputSize, LruRegressorOptions options, RegressorParts parts)
        : base(
            inputSize,
            1,
            RegressorParts.Output,
            parts.Layout.Parameters.Layout,
            parts.Layout.State,
            parts.Layout.Sequence,
            options.Unit.Update.MaximumSequences,
            keepsCopy: false)
    {
        (Options, _parts) = (options, parts);
        (_raw, _input, _drive) = (new double[inputSize], new double[inputSize], new double[Tile.Pad(inputSize + 1)]);
        (_seen, _seenEarlier) = (new double[inputSize], new double[inputSize]);
        (_states, _predictions) = (new double[parts.Recurrence.Count], new double[parts.Mixture.Experts]);
        (_score, _lower, _upper) = (Output[PredictionNames.Score].Offset, Output[PredictionNames.LowerBound].Offset, Output[PredictionNames.UpperBound].Offset);
        (_alarm, _weights) = (Output[PredictionNames.Alarm].Offset, Output[PredictionNames.Weights].Offset);
        parts.Initialize(Memory);
    }

    /// <summary>What the combination is made of, in the order of the weights in a prediction.</summary>
    public IReadOnlyList<string> ExpertNames => RegressorParts.ExpertNames;

    /// <summary>
    /// The weights of the experts in the next prediction, in the order of <see cref="ExpertNames"/>; they sum to 1. Where sequences do not share them, those of
    /// the sequence of the last row.
    /// </summary>
    public IReadOnlyList<double> ExpertWeights => _parts.Mixture.Weights(Memory, 0).ToArray();

    /// <summary>Shape and learning rules.</summary>
    public LruRegressorOptions Options { get; }

    /// <summary>Takes the scale of inputs and targets from rows.</summary>
    public void Standardize(TrainingRows<T> rows) => _parts.Standardizer.Fit(Memory, rows);

    /// <inheritdoc/>
    private protected override OnlineLearner<T> CreateEmpty() => new LruRegressor<T>(InputSize, Options);

    /// <inheritdoc/>
    private protected override InputQuality JudgeInput(ReadOnlySpan<T> input)
    {
        for (int i = 0; i < input.Length; i++)
        {
            _raw[i] = double.CreateTruncating(input[i]);
        }

        _parts.Standardizer.ScaleInput(Memory, _raw, _input);
        return _parts.Inputs.Clean(Memory, _input);
    }

    /// <summary>
    /// Each expert's estimate and their combination, in standardised units. Where the present input is a spike, the last clean one takes its place, so that no
    /// spike gets into the state.
    /// </summary>
    private protected override bool Forward(InputQuality quality)
    {
        var labels = _parts.Labels;
        double last = labels.Last(Memory), limit = labels.Limit(Memory);
        var earlier = labels.Input(Memory);
        var input = quality == InputQuality.Spike && !earlier.IsEmpty ? earlier : _input;
        _scalar[0] = last;
        if (_parts.InputDrift.Drifts)
        {
            _parts.LabelDrift.See(Memory, _scalar, _scalar);
            _parts.InputDrift.See(Memory, input, _seen);
            _parts.InputDrift.See(Memory, earlier, _seenEarlier);
            input = _seen;
            earlier = _seenEarlier.AsSpan(0, earlier.Length);
        }

        for (int i = 0; i < input.Length; i++)
        {
            _drive[i] = Math.Clamp(input[i], -LargestDrive, LargestDrive);
        }

        _drive[input.Length] = Math.Clamp(_scalar[0], -LargestDrive, LargestDrive);
        _parts.Recurrence.Forward(Memory, _drive, _states);

        _parts.Features.FillPlain(input, earlier, last, _parts.Plain.Features);
        _parts.Features.Fill(input, earlier, _states, last, _parts.Fast.Features);
        _parts.Fast.Features.CopyTo(_parts.Slow.Features, 0);
        _parts.Features.FillFree(input, earlier, _states, _parts.Free.Features);

        _predictions[0] = labels.IsKnown(Memory) ? last : double.NaN;
        for (int k = 0; k < _parts.Readouts.Length; k++)
        {
            var readout = _parts.Readouts[k];
            double output = readout.Predict(Memory);
            _predictions[k + 1] = readout.IsOfChange ? last + Math.Clamp(output, -limit, limit) : output;
        }

        _halfWidth[0] = _parts.Band.HalfWidth(Memory, 0, 0);
        _estimate = _parts.Mixture.Combine(Memory, 0, _predictions);
        return double.IsFinite(_estimate);
    }

    /// <inheritdoc/>
    private protected override void Write(InputQuality quality, Span<T> prediction)
    {
        prediction[_score] = Unscale(_estimate);
        prediction[_lower] = Unscale(_estimate - _halfWidth[0]);
        prediction[_upper] = Unscale(_estimate + _halfWidth[0]);
        prediction[_alarm] = T.CreateTruncating((int)_parts.Alarms.Check(Memory, quality, _estimate));
        var weights = _parts.Mixture.Weights(Memory, 0);
        for (int k = 0; k < weights.Length; k++)
        {
            prediction[_weights + k] = T.CreateTruncating(weights[k]);
        }
    }

    /// <summary>There is nothing to be said of a row but why.</summary>
    private protected override void WriteRefused(InputQuality quality, Span<T> prediction)
    {
        prediction.Fill(T.NaN);
        prediction[_alarm] = T.CreateTruncating((int)_parts.Alarms.Check(Memory, quality, double.NaN));
    }

    /// <inheritdoc/>
    private protected override TargetQuality JudgeTarget(ReadOnlySpan<T> target, out double loss)
    {
        _scalar[0] = double.CreateTruncating(target[0]);
        _parts.Standardizer.ScaleTarget(Memory, _scalar, _scalar);
        _label = _scalar[0];
        loss = 0.5 * (_estimate - _label) * (_estimate - _label);
        return double.IsNaN(_label) ? TargetQuality.Missing
            : double.IsInfinity(_label) ? TargetQuality.NonFinite
            : _parts.Labels.Believes(Memory, _label) ? TargetQuality.Known
            : TargetQuality.Implausible;
    }

    /// <inheritdoc/>
    private protected override bool Advance(InputQuality input, TargetQuality target)
    {
        _parts.Recurrence.Advance(Memory, _drive);
        Commit(input, target);
        return true;
    }

    /// <inheritdoc/>
    private protected override UpdateResult LearnRow(double loss, double weight)
    {
        var labels = _parts.Labels;
        _parts.Mixture.Learn(Memory, 0, _predictions, _estimate, _label);
        _scalar[0] = _label - _estimate;
        _parts.Band.Learn(Memory, 0, 0, _scalar, _halfWidth);
        _parts.Alarms.Learn(Memory, _estimate, _predictions[0], _label);
        labels.LearnChange(Memory, _label);
        double last = labels.Last(Memory);
        foreach (var readout in _parts.Readouts)
        {
            readout.Learn(Memory, readout.IsOfChange ? _label - last : _label, weight, _parts.Recurrence);
        }

        double norm = _parts.Recurrence.AdvanceAndLearn(Memory, _drive);
        Commit(InputQuality.Clean, TargetQuality.Known);
        return new(UpdateVerdict.Applied, UpdateReason.None, loss, norm, Options.Unit.Update.LearningRate);
    }

    /// <summary>Closes the row. Only what is clean moves a scale, and only where the learner learns: the scales are of all sequences.</summary>
    private void Commit(InputQuality input, TargetQuality target)
    {
        _parts.Inputs.Commit(Memory, _input, input);
        _parts.Labels.Commit(Memory, input == InputQuality.Clean ? _input : [], _estimate, _label, target);
        if (Mode == UpdateMode.StateAndParameters && input == InputQuality.Clean)
        {
            _parts.InputDrift.Take(Memory, _input);
        }

        if (Mode == UpdateMode.StateAndParameters && target == TargetQuality.Known)
        {
            _parts.LabelDrift.Take(Memory, [_label]);
        }
    }

    private static LruRegressorOptions Checked(int inputSize, LruRegressorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require.InRange(inputSize, 1, 4096);
        options.Validate();
        return options;
    }

    private T Unscale(double value)
    {
        _scalar[0] = value;
        _parts.Standardizer.UnscalePrediction(Memory, _scalar, _scalar);
        return T.CreateTruncating(_scalar[0]);
    }
}
