using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>Goes over recorded rows as if they came one by one: each is predicted, then learnt as the learner's mode allows.</summary>
internal static class OnlinePass
{
    /// <summary>Goes over all rows.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="rows">The rows, in time order.</param>
    /// <param name="cancellation">Ends the pass between two rows.</param>
    /// <returns>Mean loss over the rows that have one and a weight above 0, each as much as it weighs; NaN if none has.</returns>
    /// <exception cref="OperationCanceledException">The pass was cancelled.</exception>
    public static double Run<T>(IOnlineLearner<T> learner, TrainingRows<T> rows, CancellationToken cancellation = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(rows);
        return Run(learner, rows, 0, rows.Count, null, cancellation);
    }

    /// <summary>Goes over rows [from, to).</summary>
    internal static double Run<T>(IOnlineLearner<T> learner, TrainingRows<T> rows, int from, int to, Action<int>? afterRow, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var prediction = new T[learner.OutputSize];
        double sum = 0, weight = 0;
        for (int row = from; row < to; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            var context = rows.Context(row);
            double loss = learner.Learn(context, rows.Input(row), rows.Target(row), prediction).Loss;
            if (double.IsFinite(loss) && context.Weight > 0 && double.IsFinite(context.Weight))
            {
                sum += context.Weight * loss;
                weight += context.Weight;
            }

            afterRow?.Invoke(row);
        }

        return weight > 0 ? sum / weight : double.NaN;
    }
}
