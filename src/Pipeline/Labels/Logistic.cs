using Microsoft.ML;
using Microsoft.ML.Calibrators;

namespace AdaptiveML.Pipeline;

/// <summary>1 / (1 + e^−x), as ML.NET's own calibrator computes it, which does it in a saved model.</summary>
internal static class Logistic
{
    private static readonly Lazy<ICalibrator> Calibrator = new(() =>
    {
        var context = new MLContext();
        var nothing = context.Data.LoadFromEnumerable(Array.Empty<Odds>());
        return ((ISingleFeaturePredictionTransformer<PlattCalibrator>)Estimator(context, nameof(Odds.Score)).Fit(nothing)).Model;
    });

    /// <summary>The stage of a saved model: writes a column named Probability.</summary>
    public static IEstimator<ITransformer> Estimator(MLContext context, string scoreColumnName) =>
        context.BinaryClassification.Calibrators.Platt(slope: -1, offset: 0, scoreColumnName: scoreColumnName);

    public static float Of(float score) => Calibrator.Value.PredictProbability(score);

    private sealed class Odds
    {
        public float Score { get; set; }
    }
}
