using System.Numerics;
using AdaptiveML.Learners.Baselines;
using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Learners.Trials;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Saving;

/// <summary>All machines of this library.</summary>
internal static class Machines<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Saves and loads a learner of any of them.</summary>
    public static LearnerCodecs<T> All { get; } = new(
        LruLearner<T>.Codec,
        LruStack<T>.Codec,
        LruRegressor<T>.Codec,
        LruForecaster<T>.Codec,
        RecurrentLearner<T>.Codec,
        TttFeaturizer<T>.Codec,
        ComodulationLearner<T>.Codec,
        ContinualCodecs<T>.All,
        RecursiveLeastSquares<T>.Codec,
        LastValue<T>.Codec,
        TrialLearner<T>.Codec);
}
