using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>
/// A learner fitted by windows against passes of the rule that learns in use. A pass wins where it is better on the rows held back in both uses: as they are
/// learnt, and without learning or labels.
/// </summary>
/// <param name="training">The rows to learn, in time order.</param>
/// <param name="held">The rows held back.</param>
/// <param name="options">Passes and early stopping.</param>
/// <param name="progress">Is told of every pass; its loss is the larger of the two relative to the learner fitted by windows.</param>
internal sealed class PassRace<T>(TrainingRows<T> training, HeldBackRows<T> held, TrainingOptions options, TrialProgress progress)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the passes.</summary>
    /// <param name="fitted">The learner fitted by windows.</param>
    /// <param name="drawn">What the passes begin with.</param>
    /// <param name="cancellation">Ends the race between two rows.</param>
    /// <returns>The learner behind the best pass; null where none has won.</returns>
    /// <exception cref="OperationCanceledException">The race was cancelled.</exception>
    public IOnlineLearner<T>? Run(IOnlineLearner<T> fitted, IOnlineLearner<T> drawn, CancellationToken cancellation)
    {
        double learning = held.Learning(fitted, cancellation), following = held.Following(fitted, cancellation);
        var work = (IGradientLearner<T>)drawn.Clone();
        double rate = work.LearningRate;
        IOnlineLearner<T>? best = null;
        progress.Least = 1;
        var stopping = new EarlyStopping(options.MaximumPasses, options.Patience, progress);
        while (stopping.GoesOn)
        {
            work.Reset();
            work.LearningRate = options.LearningRate ?? rate;
            double loss = OnlinePass.Run(work, training, cancellation), least = progress.Least;
            work.LearningRate = rate;
            double relative = Math.Max(held.Learning(work, cancellation) / learning, held.Following(work, cancellation) / following);
            stopping.Add(loss, double.IsNaN(relative) ? double.PositiveInfinity : relative);
            best = progress.Least < least ? work.Clone() : best;
        }

        return best;
    }
}
