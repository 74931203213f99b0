using System.Numerics.Tensors;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;

namespace AdaptiveML.Trainers;

/// <summary>Makes, fits, saves and tells apart the machines.</summary>
internal static class LruModelFactory
{
    /// <summary>Saves and loads learners of each.</summary>
    public static LearnerCodecs<float> Codecs { get; } = new(LruLearner<float>.Codec, LruStack<float>.Codec, LruRegressor<float>.Codec);

    /// <summary>Fits the machine that the options ask for.</summary>
    /// <exception cref="ArgumentException">No row has a finite feature and a known label.</exception>
    public static (IOnlineLearner<float> Learner, IReadOnlyList<TrainingProgress> Passes) Fit(TrainingRows<float> rows, OnlineLruOptions options)
    {
        RequireSomethingToLearn(rows);
        return options.ModelKind switch
        {
            LruModelKind.Combined => FitOnce(new(rows.InputSize, options.CombinedInForce), rows, options),
            LruModelKind.Unit => FitUnit(new(rows.InputSize, rows.OutputSize, options.UnitInForce), rows, options),
            _ => FitBySteps(new LruStack<float>(rows.InputSize, rows.OutputSize, options.StackInForce), rows, options),
        };
    }

    public static LruModelKind Of(IOnlineLearner<float> learner) => learner switch
    {
        LruRegressor<float> => LruModelKind.Combined,
        LruLearner<float> => LruModelKind.Unit,
        _ => LruModelKind.Stack,
    };

    private static (IOnlineLearner<float> Learner, IReadOnlyList<TrainingProgress> Passes) FitOnce(
        LruRegressor<float> learner, TrainingRows<float> rows, OnlineLruOptions options)
    {
        learner.Standardize(rows);
        var passes = OnePass.Fit(learner, rows, options.Progress, options.CancellationToken);
        return double.IsNaN(passes[0].TrainingLoss) ? throw NothingToLearn() : (learner, passes);
    }

    private static void RequireSomethingToLearn(TrainingRows<float> rows)
    {
        bool isAnyKnown = false;
        for (int row = 0; row < rows.Count; row++)
        {
            if (float.IsFinite(rows.Target(row)[0]) && TensorPrimitives.IsFiniteAny(rows.Input(row)))
            {
                isAnyKnown = true;
                if (rows.Context(row).Weight is > 0 and < double.PositiveInfinity)
                {
                    return;
                }
            }
        }

        throw isAnyKnown ? new ArgumentException("No row to train on with a known label has a finite weight above 0.", nameof(rows)) : NothingToLearn();
    }

    private static ArgumentException NothingToLearn() => new("No row to train on has a finite feature and a known label.", "rows");

    private static (IOnlineLearner<float> Learner, IReadOnlyList<TrainingProgress> Passes) FitUnit(
        LruLearner<float> learner, TrainingRows<float> rows, OnlineLruOptions options) => options.Windows is { } windows
        ? (learner, new GradientFit<float>(learner).Run(rows, windows, options.Training, options.Progress, options.CancellationToken))
        : FitBySteps(learner, rows, options);

    private static (IOnlineLearner<float> Learner, IReadOnlyList<TrainingProgress> Passes) FitBySteps(
        GradientLearner<float> learner, TrainingRows<float> rows, OnlineLruOptions options) =>
        (learner, SequenceTrainer.Fit(learner, rows, options.Training, options.Progress, options.CancellationToken));
}
