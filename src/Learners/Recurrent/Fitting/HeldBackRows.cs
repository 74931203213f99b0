using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>Rows held back from a fit, by which learners are compared as they would be used.</summary>
/// <param name="rows">The rows, in time order.</param>
internal sealed class HeldBackRows<T>(TrainingRows<T> rows)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// The geometric mean of two losses: where each row is learnt behind its prediction, and where nothing is learnt and no label seen. Nothing in a recording
    /// says which use is meant, and by this mean a tenth less of the one is worth a tenth of the other, however far apart they lie.
    /// </summary>
    /// <param name="learner">The learner; it stays as it is.</param>
    /// <param name="cancellation">Ends the comparison between two rows.</param>
    /// <returns>The loss; infinite where no row has one.</returns>
    /// <exception cref="OperationCanceledException">The comparison was cancelled.</exception>
    public double Loss(RecurrentLearner<T> learner, CancellationToken cancellation)
    {
        double loss = Math.Sqrt(OnlinePass.Run(learner.Clone(), rows, cancellation) * Unseen((RecurrentLearner<T>)learner.Clone(), cancellation));
        return double.IsNaN(loss) ? double.PositiveInfinity : loss;
    }

    private double Unseen(RecurrentLearner<T> learner, CancellationToken cancellation)
    {
        double sum = 0, weight = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            var context = rows.Context(row);
            double loss = learner.Foresee(context, rows.Input(row), rows.Target(row));
            if (double.IsFinite(loss) && context.Weight > 0 && double.IsFinite(context.Weight))
            {
                sum += context.Weight * loss;
                weight += context.Weight;
            }

            learner.Observe(context, rows.Input(row));
        }

        return weight > 0 ? sum / weight : double.NaN;
    }
}
