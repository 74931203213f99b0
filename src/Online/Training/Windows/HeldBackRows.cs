using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>Rows held back from a fit, by which learners are compared as they would be used. Nothing in a recording says which use is meant.</summary>
/// <param name="rows">The rows, in time order.</param>
internal sealed class HeldBackRows<T>(TrainingRows<T> rows)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Mean loss where each row is learnt behind its prediction; NaN where none has one.</summary>
    /// <param name="learner">The learner; it stays as it is.</param>
    /// <param name="cancellation">Ends the comparison between two rows.</param>
    /// <exception cref="OperationCanceledException">The comparison was cancelled.</exception>
    public double Learning(IOnlineLearner<T> learner, CancellationToken cancellation) => OnlinePass.Run(learner.Clone(), rows, cancellation);

    /// <summary>Mean loss where nothing is learnt and no label seen; NaN where no row has one.</summary>
    /// <inheritdoc cref="Learning"/>
    public double Following(IOnlineLearner<T> learner, CancellationToken cancellation)
    {
        var work = (OnlineLearner<T>)learner.Clone();
        double sum = 0, weight = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            var context = rows.Context(row);
            double loss = work.Foresee(context, rows.Input(row), rows.Target(row));
            if (double.IsFinite(loss) && context.Weight > 0 && double.IsFinite(context.Weight))
            {
                sum += context.Weight * loss;
                weight += context.Weight;
            }

            work.Observe(context, rows.Input(row));
        }

        return weight > 0 ? sum / weight : double.NaN;
    }
}
