using AdaptiveML.Online;

namespace AdaptiveML.Trainers;

/// <summary>The fit of a learner whose rule in use is its only one: it goes over the rows once.</summary>
internal static class OnePass
{
    public static IReadOnlyList<TrainingProgress> Fit(
        IOnlineLearner<float> learner, TrainingRows<float> rows, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var pass = new TrainingProgress(1, 1, OnlinePass.Run(learner, rows, cancellation), double.NaN, IsBest: true);
        progress?.Report(pass);
        return [pass];
    }
}
