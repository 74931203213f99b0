using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>Fits a recurrent learner by backpropagation through windows; all its nets go on from the weights found.</summary>
/// <param name="learner">The learner.</param>
internal sealed class RecurrentFit<T>(RecurrentLearner<T> learner) : WindowFit<T>(learner)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override bool Clean(
        IOnlineLearner<T> work, in RowContext row, ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> cleaned, Span<T> wanted) =>
        ((RecurrentLearner<T>)work).Clean(row, input, target, cleaned, wanted);

    /// <inheritdoc/>
    protected override (IWindowModel Model, Optimizer<T> Optimizer) Create(
        IOnlineLearner<T> start, SequenceRecording<T> recording, WindowTrainingOptions options)
    {
        var training = ((RecurrentLearner<T>)start).CreateTraining(recording, options);
        return (training, training.Optimizer);
    }

    /// <inheritdoc/>
    protected override IOnlineLearner<T> Follow(
        IOnlineLearner<T> start, IWindowModel training, TrainingRows<T> rows, double rate, CancellationToken cancellation)
    {
        var work = (RecurrentLearner<T>)start.Clone();
        work.Follow((RecurrentTraining<T>)training, rows, rate, cancellation);
        return work;
    }
}
