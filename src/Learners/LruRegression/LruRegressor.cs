using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruRegression;

/// <summary>
/// Estimates a label by a linear recurrent unit under readouts that are learnt by recursive least squares, combined online with each other and with the last
/// value.
/// <code>
/// u_t = clamp(x_t, y′)      s_t = λ∘s_{t−1} + γ∘(B u_t)      ŷ_t^k = y′ + w_kᵀ φ(x_t, x′, s_t, y′)      ŷ_t = Σ_k p_k ŷ_t^k
/// </code>
/// </summary>
/// <remarks>
/// <para>y′ is the last label and x′ the input of its row, however long ago. The recurrence learns from the readouts' errors by exact real-time recurrent
/// learning (<see cref="LruLearner{T}"/>), the readouts by recursive least squares with forgetting. Their weights in the combination
/// (<see cref="ExpertMixture"/>) follow their errors, so that the estimate is hardly worse than that of the best of them, the last value included, in the long
/// run and on any stretch of rows. One readout never looks at labels.</para>
/// <para>Time O(F²) a row and memory O(F²) for F features: with M inputs and N states 2 + 3M + 2N, and M (M − 1) / 2 products of inputs. Everything is in
/// double.</para>
/// <para>The parts of a prediction (<see cref="OnlineLearner{T}.Output"/>): the estimate (<see cref="PredictionNames.Score"/>), the bounds of its interval
/// (<see cref="PredictionNames.LowerBound"/>, <see cref="PredictionNames.UpperBound"/>; NaN before the first error), the number of an <see cref="AlarmReason"/>
/// (<see cref="PredictionNames.Alarm"/>), and the weights of <see cref="ExpertNames"/> (<see cref="PredictionNames.Weights"/>).</para>
/// </remarks>
/// <typeparam name="T">Element type of inputs, targets and predictions.</typeparam>
public sealed partial class LruRegressor<T> : OnlineLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Place of the estimate that goes from row to row, among the experts.</summary>
    private const int ChainedAt = 2;

    /// <summary>Deviations to which an input of the recurrence is cut back.</summary>
    private const double LargestDrive = 4;

    /// <summary>Spread from which a row is like none before, so that its label may be as well.</summary>
    private const double UnknownSpread = 2;

    private readonly RegressorParts _parts;
    private readonly double[] _raw;
    private readonly double[] _input;
    private readonly double[] _seen;
    private readonly double[] _seenKnown;
    private readonly double[] _seenEarlier;
    private readonly double[] _seenBefore;
    private readonly double[] _drive;
    private readonly double[] _states;
    private readonly double[] _predictions;
    private readonly double[] _spreads;
    private readonly double[] _scalar = new double[1];
    private readonly double[] _halfWidth = new double[1];
    private readonly double[] _recalled;
    private readonly int _score;
    private readonly int _lower;
    private readonly int _upper;
    private readonly int _alarm;
    private readonly int _weights;
    private int _age;
    private int _judgedAge;
    private double _estimate;
    private double _level;
    private double _label;
    private double _told;
    private LabelSurprise _surprise;
    private LabelUnitVerdict _unitVerdict;
    private bool _isUnitWeighed;
    private bool _isIssued;
    private bool _isRecalled;

    /// <summary>Makes a learner.</summary>
    /// <param name="inputSize">M, elements of an input, from 1 to 4096; with <see cref="LruRegressorOptions.HasBaseScore"/> from 2, the last one
    /// included.</param>
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
            parts.Output,
            parts.Layout.Parameters.Layout,
            parts.Layout.State,
            parts.Layout.Sequence,
            options.Unit.Update.MaximumSequences,
            keepsCopy: false)
    {
        (Options, _parts) = (options, parts);
        int sensors = parts.Sensors;
        (_raw, _input, _drive) = (new double[inputSize], new double[inputSize], new double[Tile.Pad(sensors + 1)]);
        (_seen, _seenKnown, _seenEarlier, _seenBefore) = (new double[sensors], new double[sensors], new double[sensors], new double[sensors]);
        _spreads = new double[parts.Mixture.Experts];
        _spreads[0] = 1;
        (_states, _predictions) = (new double[parts.Recurrence.Count], new double[parts.Mixture.Experts]);
        _recalled = new double[IssuedSize];
        (_score, _lower, _upper) = (Output[PredictionNames.Score].Offset, Output[PredictionNames.LowerBound].Offset, Output[PredictionNames.UpperBound].Offset);
        (_alarm, _weights) = (Output[PredictionNames.Alarm].Offset, Output[PredictionNames.Weights].Offset);
        parts.Initialize(Memory);
    }

    /// <summary>What the combination is made of, in the order of the weights in a prediction.</summary>
    public IReadOnlyList<string> ExpertNames => _parts.ExpertNames;

    /// <summary>
    /// The weights of the experts, in the order of <see cref="ExpertNames"/>, as the last label left them; they sum to 1. Where sequences do not share them,
    /// those of the sequence of the last row.
    /// </summary>
    public IReadOnlyList<double> ExpertWeights => _parts.Mixture.Weights(Memory, _parts.Mixture.LastOutput(Memory)).ToArray();

    /// <summary>Shape and learning rules.</summary>
    public LruRegressorOptions Options { get; }

    /// <summary>Whether readouts see the products of every two inputs: <see cref="LruRegressorOptions.Products"/>.</summary>
    public bool SeesProducts => _parts.Features.SeesProducts;

    /// <summary>Takes the scale of inputs, targets and weights from rows.</summary>
    public void Standardize(TrainingRows<T> rows)
    {
        _parts.Standardizer.Fit(Memory, rows);
        _parts.Labels.Fitted(Memory);
        _parts.Weights.Fit(Memory, rows);
    }

    /// <inheritdoc/>
    private protected override OnlineLearner<T> CreateEmpty() => new LruRegressor<T>(InputSize, Options);

    /// <summary>In the place of a spike that nothing confirms stands what was expected.</summary>
    private protected override InputQuality WorstToLearnFrom => InputQuality.Spike;

    /// <inheritdoc/>
    private protected override InputQuality JudgeInput(ReadOnlySpan<T> input)
    {
        for (int i = 0; i < input.Length; i++)
        {
            _raw[i] = double.CreateTruncating(input[i]);
        }

        _isIssued = false;
        _parts.Standardizer.ScaleInput(Memory, _raw, _input);
        return _parts.Inputs.Clean(Memory, _input);
    }

    /// <summary>Each expert's estimate and their combination, in standardised units.</summary>
    private protected override bool Forward(InputQuality quality)
    {
        var labels = _parts.Labels;
        double last = labels.Seen(Memory);
        double chained = labels.Chained(Memory);
        ReadOnlySpan<double> input = _input.AsSpan(0, _parts.Sensors), known = Known, earlier = labels.Input(Memory), before = labels.InputBefore(Memory);
        _parts.Features.FillLinear(input, last, _parts.Linear.Features);
        _scalar[0] = last;
        if (_parts.InputDrift.Drifts)
        {
            _parts.LabelDrift.Standardize(Memory, _scalar, _scalar);
            _parts.InputDrift.Standardize(Memory, input, _seen);
            _parts.InputDrift.Standardize(Memory, known, _seenKnown);
            _parts.InputDrift.Standardize(Memory, earlier, _seenEarlier);
            _parts.InputDrift.Standardize(Memory, before, _seenBefore);
            input = _seen;
            known = _seenKnown;
            earlier = _seenEarlier.AsSpan(0, earlier.Length);
            before = _seenBefore.AsSpan(0, before.Length);
        }

        for (int i = 0; i < input.Length; i++)
        {
            _drive[i] = Math.Clamp(input[i], -LargestDrive, LargestDrive);
        }

        _drive[input.Length] = Math.Clamp(_scalar[0], -LargestDrive, LargestDrive);
        _parts.Recurrence.Forward(Memory, _drive, _states);

        _parts.Features.FillPlain(input, known, before, chained, _parts.Chained.Features);
        _parts.Features.FillPlain(input, known, earlier, last, _parts.Plain.Features);
        _parts.Features.Fill(input, known, earlier, _states, last, _parts.Fast.Features);
        _parts.Fast.Features.CopyTo(_parts.Slow.Features, 0);
        _parts.Features.FillFree(input, known, earlier, _states, _parts.Free.Features);

        _predictions[0] = labels.HasLabel(Memory) ? labels.Last(Memory) : double.NaN;
        for (int k = 0; k < _parts.Readouts.Length; k++)
        {
            var readout = _parts.Readouts[k];
            double output = readout.Predict(Memory);
            double start = !readout.IsOfChange ? 0 : readout == _parts.Chained ? chained : last;
            _predictions[k + 1] = labels.Hold(Memory, start + output);
            _spreads[k + 1] = readout.Spread;
        }

        PredictBase();
        int judged = JudgedAge();
        _estimate = _parts.Mixture.Combine(Memory, judged, _predictions, _spreads);
        _isIssued = double.IsFinite(_estimate);
        return _isIssued;
    }

    /// <summary>The inputs of the row judged last, without another model's estimate, NaN where they are not known.</summary>
    private ReadOnlySpan<double> Known => _parts.Inputs.Known[.._parts.Sensors];

    /// <summary>The estimates of another model, where one comes with the rows: the last element of the input, in the label's own units.</summary>
    private void PredictBase()
    {
        if (_parts.Base is { } other)
        {
            _scalar[0] = _raw[^1];
            _parts.Standardizer.ScaleTarget(Memory, _scalar, _scalar);
            int at = _parts.Readouts.Length + 1;
            bool isPlausible = double.IsFinite(_parts.Inputs.Known[^1]);
            other.Predict(Memory, _scalar[0], isPlausible, _parts.Level.Value(Memory), _parts.Labels, _predictions.AsSpan(at), _spreads.AsSpan(at));
        }
    }

    /// <inheritdoc/>
    private protected override void Write(InputQuality quality, Span<T> prediction)
    {
        double estimate = _estimate + _parts.Level.Value(Memory) + _parts.Level.Hedge(Memory), halfWidth = _halfWidth[0] + Math.Abs(_parts.Level.Hedge(Memory));
        prediction[_score] = Unscale(estimate);
        prediction[_lower] = Unscale(estimate - halfWidth);
        prediction[_upper] = Unscale(estimate + halfWidth);
        prediction[_alarm] = T.CreateTruncating((int)Alarm);
        for (int k = 0; k < _predictions.Length; k++)
        {
            prediction[_weights + k] = T.CreateTruncating(_parts.Mixture.Shares[k]);
        }
    }

    /// <summary>There is nothing to be said of a row but why.</summary>
    private protected override void WriteRefused(InputQuality quality, Span<T> prediction)
    {
        prediction.Fill(T.NaN);
        prediction[_alarm] = T.CreateTruncating((int)Alarm);
    }

    /// <inheritdoc/>
    private protected override AlarmReason Check(InputQuality quality)
    {
        var alarm = _parts.Alarms.Check(Memory, quality, _estimate);
        return alarm != AlarmReason.None ? alarm
            : _parts.LabelRepeats.IsStuck(Memory, 0) ? AlarmReason.StuckTarget
            : _parts.InputRepeats.Check(Memory, 0, _raw.AsSpan(0, _parts.Sensors));
    }

    private static LruRegressorOptions Checked(int inputSize, LruRegressorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Require.InRange(inputSize, options.HasBaseScore ? 2 : 1, 4096);
        return options;
    }

    private T Unscale(double value)
    {
        double zero = ScaledLabel(0);
        _scalar[0] = _parts.Unit.PutBack(Memory, value, zero);
        _parts.Standardizer.UnscalePrediction(Memory, _scalar, _scalar);
        return T.CreateTruncating(_scalar[0]);
    }
}
