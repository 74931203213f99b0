using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <content>The life of a row behind the gate.</content>
public abstract partial class GradientLearner<T>
{
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

    private UpdateResult LearnAdmitted(Admission admission, bool finite, double loss, double weight)
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

        if (admission != Admission.Clean || _parts.Inputs.Quarantine(Memory) > 0)
        {
            return CompleteGroup(Follow(admission, admission == Admission.Clean ? UpdateReason.Quarantine : admission.Reason(), loss));
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

        if (weight == 0)
        {
            return CompleteGroup(Follow(admission, UpdateReason.ZeroWeight, loss));
        }

        _parts.Errors.Bound(Memory, _error);
        TensorPrimitives.Multiply(_error, T.CreateTruncating(weight), _error);
        AdvanceAndDifferentiate(_input, _error);
        Remember(admission);
        Ledger.Gathered(Memory)++;
        return CompleteGroup(Skipped(UpdateReason.Gathering, loss));
    }

    /// <summary>Advances the state by the row without learning from it.</summary>
    private UpdateResult Follow(Admission admission, UpdateReason reason, double loss)
    {
        Advance(_input);
        Remember(admission);
        return Skipped(reason, loss);
    }

    private void Remember(Admission admission) => _parts.Inputs.Remember(Memory, _input.AsSpan(0, InputSize), admission);

    /// <summary>Counts the row; at the end of a group of <see cref="UpdateOptions.UpdateEvery"/> rows applies the gradient gathered, if any.</summary>
    private UpdateResult CompleteGroup(UpdateResult pending) =>
        _isWindowed || ++Ledger.Rows(Memory) % _parts.Options.UpdateEvery != 0 || Ledger.Gathered(Memory) == 0 ? pending : ApplyGathered(pending.Loss);

    /// <summary>Steps along the mean of the gradients gathered, if that is finite.</summary>
    private UpdateResult ApplyGathered(double loss)
    {
        double average = 1.0 / Ledger.Gathered(Memory);
        double norm = average * double.CreateTruncating(T.Sqrt(Reductions.SumOfSquares<T>(Memory.Gradients.All<T>())));
        if (!double.IsFinite(norm))
        {
            DropGradient();
            return Fail(UpdateReason.NonFiniteGradient, loss, norm);
        }

        double clip = _parts.Options.ClipNorm is { } limit && norm > limit ? limit / norm : 1;
        _parts.Step?.Begin(Memory);
        _parts.Optimizer.Step(Memory, average * clip);
        clip *= _parts.Step?.End(Memory) ?? 1;
        DropGradient();
        ParametersChanged();
        Ledger.Apply(Memory, _parts.Options);
        return new(UpdateVerdict.Applied, UpdateReason.None, loss, norm, LearningRate * clip);
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
        var scaled = _input.AsSpan(0, InputSize);
        _parts.Standardizer.ScaleInput(Memory, input, scaled);
        return _parts.Inputs.Clean(Memory, scaled);
    }

    private static UpdateResult Skipped(UpdateReason reason, double loss) => UpdateResult.Without(UpdateVerdict.Skipped, reason, loss);

    private static UpdateResult Refused(UpdateReason reason, double loss = double.NaN) => UpdateResult.Without(UpdateVerdict.Rejected, reason, loss);

    private UpdateResult Fail(UpdateReason reason, double loss, double gradientNorm) => _isWindowed
        ? UpdateResult.Without(UpdateVerdict.Rejected, reason, loss, gradientNorm)
        : Ledger.Fail(Memory, this, _parts.Options, reason, loss, gradientNorm);

    private void DropGradient()
    {
        Memory.Gradients.Bytes.Clear();
        Ledger.Gathered(Memory) = 0;
    }
}
