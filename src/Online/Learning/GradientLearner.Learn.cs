using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <content>A gradient learner's part in the row protocol.</content>
internal abstract partial class GradientLearner<T>
{
    /// <inheritdoc/>
    private protected sealed override InputQuality JudgeInput(ReadOnlySpan<T> input)
    {
        var scaled = _input.AsSpan(0, InputSize);
        _parts.Standardizer.ScaleInput(Memory, input, scaled);
        return _parts.Inputs.Judge(Memory, scaled);
    }

    /// <inheritdoc/>
    private protected sealed override bool Forward(InputQuality quality) => Forward(_input, _output);

    /// <inheritdoc/>
    private protected sealed override void Write(InputQuality quality, Span<T> prediction) =>
        _parts.Standardizer.UnscalePrediction(Memory, _output, prediction);

    /// <inheritdoc/>
    private protected sealed override TargetQuality JudgeTarget(ReadOnlySpan<T> target, out double loss)
    {
        _parts.Standardizer.ScaleTarget(Memory, target, _error);
        return SquaredError.Judge<T>(_output, _error, out loss);
    }

    /// <inheritdoc/>
    private protected sealed override bool Advance(InputQuality input, TargetQuality target)
    {
        Advance(_input);
        Commit(input);
        return true;
    }

    /// <inheritdoc/>
    private protected sealed override UpdateResult LearnRow(double loss, double weight)
    {
        _parts.Errors.Bound(Memory, _error);
        TensorPrimitives.Multiply(_error, T.CreateTruncating(weight), _error);
        AdvanceAndDifferentiate(_input, _error);
        Commit(InputQuality.Clean);
        Counters.Gathered(Memory)++;
        return CloseRow(UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.Gathering, loss));
    }

    /// <summary>Counts the row; at the end of a group of <see cref="UpdateOptions.UpdateEvery"/> rows applies the gradient gathered, if any.</summary>
    private protected sealed override UpdateResult CloseRow(UpdateResult result) =>
        _isWindowed || ++Counters.Rows(Memory) % _parts.Options.UpdateEvery != 0 || Counters.Gathered(Memory) == 0 ? result : ApplyGathered(result.Loss);

    /// <inheritdoc/>
    private protected sealed override UpdateResult Fail(UpdateReason reason, double loss, double gradientNorm) => _isWindowed
        ? base.Fail(reason, loss, gradientNorm)
        : Counters.Fail(Memory, this, _parts.Options, reason, loss, gradientNorm);

    private void Commit(InputQuality quality) => _parts.Inputs.Commit(Memory, _input.AsSpan(0, InputSize), quality);

    /// <summary>Steps along the mean of the gradients gathered, if that is finite.</summary>
    private UpdateResult ApplyGathered(double loss)
    {
        double length = double.CreateTruncating(T.Sqrt(Reductions.SumOfSquares<T>(Memory.Gradients.All<T>())));
        var scale = GradientScale.Of(length, Counters.Gathered(Memory), _parts.Options.ClipNorm);
        if (!scale.IsFinite)
        {
            DropGradient();
            return Fail(UpdateReason.NonFiniteGradient, loss, scale.Norm);
        }

        _parts.Step?.Begin(Memory);
        _parts.Optimizer.Step(Memory, scale.Factor);
        double clip = scale.Clip * (_parts.Step?.End(Memory) ?? 1);
        DropGradient();
        ParametersChanged();
        Counters.Apply(Memory, _parts.Options);
        return new(UpdateVerdict.Applied, UpdateReason.None, loss, scale.Norm, LearningRate * clip);
    }

    private void DropGradient()
    {
        Memory.Gradients.Bytes.Clear();
        Counters.Gathered(Memory) = 0;
    }
}
