using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

public abstract partial class TttFeaturizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes a featurizer that is not fitted yet: views as drawn from the seed, inputs as they come.</summary>
    /// <param name="dimension">Elements of a token, from 1 to 65536.</param>
    /// <param name="options">Shape and learning rules; <see cref="TttFeaturizerOptions.SequenceLength"/> decides whether rows are a stream or windows.</param>
    /// <exception cref="ArgumentException">A size or an option is out of its range.</exception>
    public static TttFeaturizer<T> Create(int dimension, TttFeaturizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require.InRange(dimension, 1, 65536);
        options.Validate();
        Require.InRange(options.PredictedInputs ?? 1, 1, dimension, nameof(TttFeaturizerOptions.PredictedInputs));
        return options.SequenceLength is { } length ? new TttWindowFeaturizer<T>(dimension, length, options) : new TttStreamFeaturizer<T>(dimension, options);
    }

    /// <summary>
    /// Takes the scale of inputs and labels from rows, fits the views to them by the options' objective, through all inner updates, and then follows the rows
    /// once from their beginning, so that the fitted learner stands at the end of the recording.
    /// </summary>
    /// <param name="rows">The rows, in time order; targets as long as <see cref="IOnlineLearner{T}.TargetSize"/>. Rows of an unknown sequence count for
    /// nothing.</param>
    /// <param name="options">Windows, passes, validation and early stopping; of no effect with <see cref="TttObjective.FixedViews"/>.</param>
    /// <param name="progress">Is told of every pass.</param>
    /// <param name="cancellation">Ends the fit between two steps; the learner is then as it was before.</param>
    /// <returns>One entry a pass.</returns>
    /// <exception cref="ArgumentException">The rows have other sizes than the learner, or no window of them has a known target.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public IReadOnlyList<TrainingProgress> Fit(
        TrainingRows<T> rows, WindowTrainingOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (rows.InputSize != InputSize || rows.OutputSize != TargetSize)
        {
            throw new ArgumentException(
                $"The rows have {rows.InputSize} inputs and {rows.OutputSize} targets; the learner takes {InputSize} and {TargetSize}.",
                nameof(rows));
        }

        var work = (TttFeaturizer<T>)Clone();
        work.Standardize(rows, cancellation);
        IReadOnlyList<TrainingProgress> passes = [];
        if (Options.Objective != TttObjective.FixedViews)
        {
            var training = new TttTraining<T>(work, rows, options);
            passes = WindowTrainer.Fit(training, training.Optimizer, options, progress, cancellation);
            work.Memory.Parameters.CopyFrom(training.Memory.Parameters);
        }

        work.Reset();
        work.Replay(rows, cancellation);
        Memory.CopyFrom(work.Memory);
        return passes;
    }
}
