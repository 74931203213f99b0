using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// Passes of the rule that learns in use, from two beginnings: each goes on until the loss on the rows held back falls no more, and the best learner of
/// all is kept, the first where several are as good.
/// </summary>
/// <param name="training">The rows to learn, in time order.</param>
/// <param name="held">The rows held back.</param>
/// <param name="options">Passes and early stopping.</param>
/// <param name="progress">Is told of every pass.</param>
internal sealed class PassRace<T>(TrainingRows<T> training, HeldBackRows<T> held, TrainingOptions options, TrialProgress progress)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the passes.</summary>
    /// <param name="fitted">What is to be beaten, and the first beginning.</param>
    /// <param name="drawn">The second beginning.</param>
    /// <param name="cancellation">Ends the race between two rows.</param>
    /// <returns>The learner that was to be beaten where no pass was better.</returns>
    /// <exception cref="OperationCanceledException">The race was cancelled.</exception>
    public RecurrentLearner<T> Run(RecurrentLearner<T> fitted, RecurrentLearner<T> drawn, CancellationToken cancellation)
    {
        var best = fitted;
        progress.Least = held.Loss(fitted, cancellation);
        foreach (var start in (RecurrentLearner<T>[])[fitted, drawn])
        {
            var work = (RecurrentLearner<T>)start.Clone();
            double rate = work.LearningRate;
            var stopping = new EarlyStopping(options.MaximumPasses, options.Patience, progress);
            while (stopping.GoesOn)
            {
                work.Reset();
                work.LearningRate = options.LearningRate ?? rate;
                double loss = OnlinePass.Run(work, training, cancellation), least = progress.Least;
                work.LearningRate = rate;
                stopping.Add(loss, held.Loss(work, cancellation));
                if (progress.Least < least)
                {
                    best = (RecurrentLearner<T>)work.Clone();
                }
            }
        }

        return best;
    }
}
