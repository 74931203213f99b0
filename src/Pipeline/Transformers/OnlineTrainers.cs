using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>What all online trainers tell ML.NET of themselves.</summary>
internal static class OnlineTrainers
{
    /// <summary>
    /// Neither normalization nor calibration nor caching is needed, and there is no validation set. ML.NET has no public constructor for this: it is what its
    /// naive Bayes trainer, which needs none of these either, says of itself.
    /// </summary>
    public static TrainerInfo Info { get; } = new MLContext().MulticlassClassification.Trainers.NaiveBayes().Info;
}
