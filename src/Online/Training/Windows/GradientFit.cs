using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>Fits a learner that can go backwards through time by windows; it goes on from the parameters found.</summary>
/// <param name="learner">The learner.</param>
internal sealed class GradientFit<T>(GradientLearner<T> learner) : WindowFit<T>(learner)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override bool Clean(
        IOnlineLearner<T> work, in RowContext row, ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> cleaned, Span<T> wanted) =>
        ((GradientLearner<T>)work).Clean(row, input, target, cleaned, wanted);

    /// <inheritdoc/>
    protected override (IWindowModel Model, Optimizer<T> Optimizer) Create(
        IOnlineLearner<T> start, SequenceRecording<T> recording, WindowTrainingOptions options)
    {
        var training = new GradientTraining<T>((GradientLearner<T>)start.Clone(), recording, options.WindowRows);
        return (training, training.Learner.Optimizer);
    }

    /// <inheritdoc/>
    protected override IOnlineLearner<T> Follow(
        IOnlineLearner<T> start, IWindowModel training, TrainingRows<T> rows, double rate, CancellationToken cancellation)
    {
        var work = (GradientLearner<T>)start.Clone();
        work.TakeParameters(((GradientTraining<T>)training).Learner);
        work.LearningRate = 0;
        OnlinePass.Run(work, rows, cancellation);
        work.LearningRate = rate;
        work.Memory.Keep();
        return work;
    }
}
