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
