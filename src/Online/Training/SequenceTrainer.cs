using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>Fits a learner to rows in time order.</summary>
internal static class SequenceTrainer
{
    /// <summary>
    /// Makes passes over the rows, each from a fresh state, and keeps the parameters of the pass whose validation loss is lowest, or of the last where the rows
    /// held back have no known target. These are then learnt as they would be in use, so that the fitted learner stands at the end of the recording.
    /// </summary>
    /// <remarks>
    /// After <see cref="TrainingMethod.BackpropagationThroughTime"/>, the online rule goes over the training rows once more with a step size of zero: state,
    /// traces, moments and gate then stand as if it had learnt these parameters itself.
    /// </remarks>
    /// <param name="learner">The learner; its scale is taken from the rows first.</param>
    /// <param name="rows">The rows, in time order.</param>
    /// <param name="options">Passes, validation and early stopping.</param>
    /// <param name="progress">Is told of every pass.</param>
    /// <param name="cancellation">Ends the fit between two rows; the learner is then as it was before.</param>
    /// <returns>One entry a pass.</returns>
    /// <exception cref="ArgumentException">No row has a finite input and a known target.</exception>
    /// <exception cref="NotSupportedException">The machine cannot go backwards through time, and the options ask for it.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public static IReadOnlyList<TrainingProgress> Fit<T>(
        IGradientLearner<T> learner,
        TrainingRows<T> rows,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var work = (IGradientLearner<T>)learner.Clone();
        work.Standardize(rows);
        double onlineRate = work.LearningRate;
        var online = (IGradientLearner<T>)work.Clone();
        work.LearningRate = options.LearningRate ?? onlineRate;
        var windowed = options.Method == TrainingMethod.BackpropagationThroughTime ? Windowed(work) : null;
        windowed?.UseWindows();

        int validationRows = (int)(rows.Count * options.ValidationFraction), trainingRows = rows.Count - validationRows;
        var best = (IGradientLearner<T>)work.Clone();
        var stopping = new EarlyStopping(options.MaximumPasses, options.Patience, progress);
        while (stopping.GoesOn)
        {
            work.Reset();
            double trainingLoss = Run(work, rows, 0, trainingRows, UpdateMode.StateAndParameters, cancellation, windowed is null ? null : CompleteWindow);
            if (double.IsNaN(trainingLoss))
            {
                throw new ArgumentException("No row to train on has a finite input and a known target.", nameof(rows));
            }

            double validationLoss = Run(work.Clone(), rows, trainingRows, rows.Count, UpdateMode.StateOnly, cancellation);
            if (stopping.Add(trainingLoss, double.IsNaN(validationLoss) ? null : validationLoss))
            {
                best.Memory.CopyFrom(work.Memory);
            }
        }

        if (windowed is not null)
        {
            ((GradientLearner<T>)online).TakeParameters((GradientLearner<T>)best);
            online.Reset();
            online.LearningRate = 0;
            Run(online, rows, 0, trainingRows, UpdateMode.StateAndParameters, cancellation);
            best = online;
        }

        best.LearningRate = onlineRate;
        Run(best, rows, trainingRows, rows.Count, UpdateMode.StateAndParameters, cancellation);
        best.Memory.Keep();
        learner.Memory.CopyFrom(best.Memory);
        return stopping.Passes;

        void CompleteWindow(int row)
        {
            if ((row + 1) % options.WindowRows == 0 || row + 1 == trainingRows)
            {
                windowed!.CompleteWindow();
            }
        }
    }

    private static GradientLearner<T> Windowed<T>(IGradientLearner<T> learner)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        learner as GradientLearner<T> ?? throw new NotSupportedException($"{learner.GetType().Name} cannot be fitted by backpropagation through time.");

    private static double Run<T>(
        IOnlineLearner<T> learner, TrainingRows<T> rows, int from, int to, UpdateMode mode, CancellationToken cancellation, Action<int>? afterRow = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        learner.Mode = mode;
        return OnlinePass.Run(learner, rows, from, to, afterRow, cancellation);
    }
}
