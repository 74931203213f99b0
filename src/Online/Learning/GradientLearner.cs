using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>
/// The life of a row in a learner that steps along a gradient: admit, predict, advance, differentiate, clip, step. A machine supplies the mathematics;
/// what protects it is here, once.
/// </summary>
/// <remarks>
/// Nothing that is not finite is ever written to memory. A row is checked before it touches the state; a gradient is checked, by its norm, before it touches the
/// parameters; and with bounded options a finite norm gives a finite step. A learner that has diverged all the same refuses updates, and after
/// <see cref="UpdateOptions.RollBackAfter"/> refusals in a row it returns to the copy kept last. The loss is ½ Σ (prediction − target)², in standardised units.
/// </remarks>
public abstract class GradientLearner<T> : IOnlineLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Magnitude above which an input, in standardised units, is refused: no trace can overflow below it.</summary>
    public const double LargestInput = 1e15;

    private readonly UpdateOptions _options;
    private readonly Optimizer<T> _optimizer;
    private readonly Standardizer<T> _standardizer;
    private readonly UpdateLedger _ledger;
    private readonly InputGuard<T> _inputGuard;
    private readonly ErrorGuard<T> _errorGuard;
    private readonly StepLimit<T>? _stepLimit;
    private readonly T[] _input;
    private readonly T[] _output;
    private readonly T[] _error;

    /// <summary>Sets up the shared part of a learner.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="outputSize">Elements of a target.</param>
    /// <param name="parameters">The machine's parameters.</param>
    /// <param name="state">The machine's state; the shared fields are appended.</param>
    /// <param name="options">How to update.</param>
    protected GradientLearner(int inputSize, int outputSize, ParameterLayout<T> parameters, Layout state, UpdateOptions options)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(options);
        Require.InRange(inputSize, 1, int.MaxValue);
        Require.InRange(outputSize, 1, int.MaxValue);
        options.Validate();
        InputSize = inputSize;
        OutputSize = outputSize;
        _options = options;
        _optimizer = new(options, parameters, state);
        _standardizer = new(inputSize, outputSize, state);
        _ledger = new(state);
        _inputGuard = new(inputSize, options.Gate, state);
        _errorGuard = new(outputSize, options.Gate, state);
        _stepLimit = options.Gate.MaximumRelativeStep is { } step ? new(step, parameters.Layout.ByteLength) : null;
        _input = new T[Tile.Pad(inputSize)];
        _output = new T[outputSize];
        _error = new T[outputSize];
        Memory = new(parameters.Layout, state);
        _optimizer.Initialize(Memory);
        _standardizer.Initialize(Memory);
        _inputGuard.Initialize(Memory);
        _errorGuard.Initialize(Memory);
    }

    /// <inheritdoc/>
    public int InputSize { get; }

    /// <inheritdoc/>
    public int OutputSize { get; }

    /// <inheritdoc/>
    public UpdateMode Mode { get; set; }

    /// <inheritdoc/>
    public LearnerMemory Memory { get; }

    /// <inheritdoc/>
    public UpdateCounts Counts => _ledger.Counts(Memory);

    /// <inheritdoc/>
    public long Count(UpdateReason reason) => _ledger.Count(Memory, reason);

    /// <summary>Step size in force; it is part of the memory.</summary>
    public double LearningRate
    {
        get => _optimizer.LearningRate(Memory);
        set
        {
            Require.InRange(value, 0, 10);
            _optimizer.LearningRate(Memory) = value;
        }
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<T> input, Span<T> prediction)
    {
        CheckSize(prediction.Length, OutputSize, nameof(prediction));
        if (Admit(input) < Admission.NonFinite)
        {
            Forward(_input, _output);
            _standardizer.UnscalePrediction(Memory, _output, prediction);
        }
        else
        {
            prediction.Fill(T.NaN);
        }
    }

    /// <inheritdoc/>
    public UpdateResult Observe(ReadOnlySpan<T> input)
    {
        var admission = Admit(input);
        return _ledger.Record(Memory, admission < Admission.NonFinite ? ObserveAdmitted(admission) : Refused(ReasonOf(admission)));
    }

    /// <inheritdoc/>
    public UpdateResult Learn(ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction)
    {
        CheckSize(target.Length, OutputSize, nameof(target));
        CheckSize(prediction.Length, OutputSize, nameof(prediction));
        var admission = Admit(input);
        if (admission >= Admission.NonFinite)
        {
            prediction.Fill(T.NaN);
            return _ledger.Record(Memory, Refused(ReasonOf(admission)));
        }

        bool finite = Forward(_input, _output);
        _standardizer.ScaleTarget(Memory, target, _error);
        _standardizer.UnscalePrediction(Memory, _output, prediction);
        return _ledger.Record(Memory, LearnAdmitted(admission, finite, Loss()));
    }

    /// <inheritdoc/>
    public void Reset() => ResetState();

    /// <inheritdoc/>
    public abstract IOnlineLearner<T> Clone();

    /// <summary>Takes the scale of inputs and targets from rows, and keeps the result as the first copy to roll back to.</summary>
    public void Standardize(TrainingRows<T> rows)
    {
        _standardizer.Fit(Memory, rows);
        Memory.Keep();
    }

    /// <summary>Computes the next state and the output, without changing memory.</summary>
    /// <param name="input">The row in standardised units, padded with zeros to whole tiles.</param>
    /// <param name="output">Receives the output in standardised units.</param>
    /// <returns>Whether every number made is finite.</returns>
    protected abstract bool Forward(ReadOnlySpan<T> input, Span<T> output);

    /// <summary>Makes the state that <see cref="Forward"/> computed the present one.</summary>
    protected abstract void Advance(ReadOnlySpan<T> input);

    /// <summary>Like <see cref="Advance"/>, and adds the row's gradient to <see cref="LearnerMemory.Gradients"/>.</summary>
    /// <param name="input">The row.</param>
    /// <param name="outputGradient">∂L/∂output.</param>
    protected abstract void AdvanceAndDifferentiate(ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient);

    /// <summary>Brings what is derived from the parameters up to date.</summary>
    protected abstract void ParametersChanged();

    /// <summary>Forgets recurrent state and traces.</summary>
    protected abstract void ResetState();

    private UpdateResult ObserveAdmitted(Admission admission)
    {
        if (Mode == UpdateMode.Frozen)
        {
            return Skipped(UpdateReason.Frozen, double.NaN);
        }

        if (!Forward(_input, _output))
        {
            return Fail(UpdateReason.NonFiniteLoss, double.NaN, double.NaN);
        }

        return Follow(admission, UpdateReason.MissingTarget, double.NaN);
    }

    private UpdateResult LearnAdmitted(Admission admission, bool finite, double loss)
    {
        if (Mode == UpdateMode.Frozen)
        {
            return Skipped(UpdateReason.Frozen, loss);
        }

        if (!finite)
        {
            return Fail(UpdateReason.NonFiniteLoss, loss, double.NaN);
        }

        if (Mode == UpdateMode.StateOnly)
        {
            return Follow(admission, UpdateReason.StateOnly, loss);
        }

        if (admission != Admission.Clean || _ledger.Quarantine(Memory) > 0)
        {
            return CompleteGroup(Follow(admission, admission == Admission.Clean ? UpdateReason.Quarantine : ReasonOf(admission), loss));
        }

        if (double.IsNaN(loss))
        {
            return CompleteGroup(Follow(admission, UpdateReason.MissingTarget, loss));
        }

        if (!double.IsFinite(loss))
        {
            if (T.IsFinite(TensorPrimitives.MaxMagnitude<T>(_error)))
            {
                return Fail(UpdateReason.NonFiniteLoss, loss, double.NaN);
            }

            Follow(admission, UpdateReason.NonFiniteTarget, loss);
            return Refused(UpdateReason.NonFiniteTarget, loss);
        }

        _errorGuard.Bound(Memory, _error);
        AdvanceAndDifferentiate(_input, _error);
        Remember(admission);
        _ledger.Gathered(Memory)++;
        return CompleteGroup(Skipped(UpdateReason.Gathering, loss));
    }

    /// <summary>Advances the state by the row without learning from it.</summary>
    private UpdateResult Follow(Admission admission, UpdateReason reason, double loss)
    {
        Advance(_input);
        Remember(admission);
        return Skipped(reason, loss);
    }

    private void Remember(Admission admission)
    {
        _inputGuard.Remember(Memory, _input.AsSpan(0, InputSize), admission);
        ref long quarantine = ref _ledger.Quarantine(Memory);
        quarantine = admission == Admission.Spike ? _options.Gate.QuarantineRows : Math.Max(0, quarantine - 1);
    }

    /// <summary>Counts the row; at the end of a group of <see cref="UpdateOptions.UpdateEvery"/> rows applies the gradient gathered, if any.</summary>
    private UpdateResult CompleteGroup(UpdateResult pending)
    {
        if (++_ledger.Rows(Memory) % _options.UpdateEvery != 0 || _ledger.Gathered(Memory) == 0)
        {
            return pending;
        }

        double average = 1.0 / _ledger.Gathered(Memory);
        double norm = average * double.CreateTruncating(T.Sqrt(Reductions.SumOfSquares<T>(Memory.Gradients.All<T>())));
        if (!double.IsFinite(norm))
        {
            DropGradient();
            return Fail(UpdateReason.NonFiniteGradient, pending.Loss, norm);
        }

        double clip = _options.ClipNorm is { } limit && norm > limit ? limit / norm : 1;
        _stepLimit?.Begin(Memory);
        _optimizer.Step(Memory, average * clip);
        clip *= _stepLimit?.End(Memory) ?? 1;
        DropGradient();
        ParametersChanged();
        _ledger.Failures(Memory) = 0;
        if (++_ledger.SinceKept(Memory) >= _options.KeepEvery)
        {
            _ledger.SinceKept(Memory) = 0;
            Memory.Keep();
        }

        return new(UpdateVerdict.Applied, UpdateReason.None, pending.Loss, norm, LearningRate * clip);
    }

    /// <summary>Turns <c>_error</c> from the scaled target into ∂L/∂output; NaN where there is no target. The loss is NaN if there is none at all.</summary>
    private double Loss()
    {
        double loss = double.NaN;
        for (int i = 0; i < _error.Length; i++)
        {
            _error[i] = _output[i] - _error[i];
            double error = double.CreateTruncating(_error[i]);
            if (!double.IsNaN(error))
            {
                loss = (double.IsNaN(loss) ? 0 : loss) + (0.5 * error * error);
            }
        }

        return loss;
    }

    private Admission Admit(ReadOnlySpan<T> input)
    {
        CheckSize(input.Length, InputSize, nameof(input));
        var scaled = _input.AsSpan(0, InputSize);
        _standardizer.ScaleInput(Memory, input, scaled);
        return _inputGuard.Clean(Memory, scaled);
    }

    private static UpdateReason ReasonOf(Admission admission) => admission switch
    {
        Admission.Imputed => UpdateReason.ImputedInput,
        Admission.Spike => UpdateReason.Spike,
        Admission.NonFinite => UpdateReason.NonFiniteInput,
        Admission.OutOfRange => UpdateReason.InputOutOfRange,
        _ => UpdateReason.None,
    };

    private static UpdateResult Skipped(UpdateReason reason, double loss) => UpdateResult.Without(UpdateVerdict.Skipped, reason, loss);

    private static UpdateResult Refused(UpdateReason reason, double loss = double.NaN) => UpdateResult.Without(UpdateVerdict.Rejected, reason, loss);

    private UpdateResult Fail(UpdateReason reason, double loss, double gradientNorm)
    {
        if (++_ledger.Failures(Memory) < _options.RollBackAfter)
        {
            return UpdateResult.Without(UpdateVerdict.Rejected, reason, loss, gradientNorm);
        }

        _ledger.RollBack(Memory);
        return UpdateResult.Without(UpdateVerdict.RolledBack, UpdateReason.Diverged, loss, gradientNorm);
    }

    private void DropGradient()
    {
        Memory.Gradients.Bytes.Clear();
        _ledger.Gathered(Memory) = 0;
    }

    private static void CheckSize(int actual, int expected, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{name} has {actual} elements; the learner takes {expected}.", name);
        }
    }
}
