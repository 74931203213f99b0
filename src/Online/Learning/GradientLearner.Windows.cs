using System.Numerics.Tensors;

namespace AdaptiveML.Online;

/// <content>The life of a learner in a fit by backpropagation through time: a step a window of rows.</content>
internal abstract partial class GradientLearner<T>
{
    private bool _isWindowed;

    /// <summary>From now on this learner gathers, takes a step only at <see cref="CompleteWindow"/>, and does not roll back.</summary>
    /// <exception cref="NotSupportedException">The machine cannot go backwards through time.</exception>
    internal void UseWindows()
    {
        Record();
        _isWindowed = true;
    }

    /// <summary>
    /// Takes one step along the mean gradient, through all of their time, of the rows since the last window; none if nothing was to be learnt from them.
    /// </summary>
    internal void CompleteWindow()
    {
        Backpropagate();
        if (Counters.Gathered(Memory) > 0)
        {
            ApplyGathered(double.NaN);
        }
    }

    /// <summary>Steps the parameters.</summary>
    internal Optimizer<T> Optimizer => _parts.Optimizer;

    /// <summary>Cleans a row that is of the active sequence, as windows see it, and takes it in as far as the cleaning goes.</summary>
    /// <param name="row">Whose row it is, and how much it counts.</param>
    /// <param name="input">The row.</param>
    /// <param name="target">Its target.</param>
    /// <param name="cleaned">Receives the inputs in standardised units.</param>
    /// <param name="wanted">Receives the target in standardised units; NaN where there is nothing to learn.</param>
    /// <returns>Whether the inputs can be used.</returns>
    internal bool Clean(in RowContext row, ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> cleaned, Span<T> wanted)
    {
        var quality = JudgeInput(input);
        if (quality.IsRefused())
        {
            return false;
        }

        _parts.Standardizer.ScaleTarget(Memory, target, wanted);
        bool isLearnt = quality <= WorstToLearnFrom && row.Weight > 0 && double.IsFinite(row.Weight);
        foreach (ref T value in wanted)
        {
            value = isLearnt && T.IsFinite(value) ? value : T.NaN;
        }

        _input.AsSpan(0, InputSize).CopyTo(cleaned);
        Commit(quality);
        return true;
    }

    /// <summary>Takes the state of the active sequence over a row that has been cleaned, and gathers its gradient for <see cref="EndWindow"/>.</summary>
    /// <param name="input">The row's inputs, in standardised units.</param>
    /// <param name="target">Its target, likewise; NaN where it is not known.</param>
    /// <param name="weight">What the gradient is multiplied with; 0 where the row is only followed.</param>
    /// <returns>The row's loss; NaN where it has none.</returns>
    internal double PassWindowRow(ReadOnlySpan<T> input, ReadOnlySpan<T> target, double weight)
    {
        input.CopyTo(_input);
        Forward(_input, _output);
        target.CopyTo(_error);
        bool isKnown = SquaredError.Judge<T>(_output, _error, out double loss) == TargetQuality.Known;
        if (isKnown && weight > 0)
        {
            TensorPrimitives.Multiply(_error, T.CreateTruncating(weight), _error);
            AdvanceAndDifferentiate(_input, _error);
        }
        else
        {
            Advance(_input);
        }

        return isKnown ? loss : double.NaN;
    }

    /// <summary>Adds the gradient through time of the rows since the last window to the memory's.</summary>
    internal void EndWindow() => Backpropagate();

    /// <summary>Brings what is derived from parameters that were stepped from outside up to date.</summary>
    internal void RefreshParameters() => ParametersChanged();

    /// <summary>Goes on with the parameters of another learner of the same machine.</summary>
    internal void TakeParameters(GradientLearner<T> source)
    {
        Memory.Parameters.CopyFrom(source.Memory.Parameters);
        ParametersChanged();
    }

    /// <summary>
    /// From now on the machine records what passes through <see cref="Advance(ReadOnlySpan{T})"/> and <see cref="AdvanceAndDifferentiate"/>, for
    /// <see cref="Backpropagate"/>, and may leave out of <see cref="LearnerMemory.Gradients"/> what that will add.
    /// </summary>
    /// <exception cref="NotSupportedException">The machine cannot; so it is where this is not overridden.</exception>
    private protected virtual void Record() => throw new NotSupportedException($"{GetType().Name} cannot be fitted by backpropagation through time.");

    /// <summary>Adds to <see cref="LearnerMemory.Gradients"/> what is missing to the gradient through time of the rows recorded, and forgets them.</summary>
    private protected virtual void Backpropagate()
    {
    }
}
