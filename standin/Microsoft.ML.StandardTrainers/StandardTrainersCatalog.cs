using Microsoft.ML.Trainers;

namespace Microsoft.ML;

public static class StandardTrainersCatalog
{
    public static SdcaRegressionTrainer Sdca(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        ISupportSdcaRegressionLoss? lossFunction = null,
        float? l2Regularization = null,
        float? l1Regularization = null,
        int? maximumNumberOfIterations = null) => catalog.Sdca(new SdcaRegressionTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            LossFunction = lossFunction,
            L2Regularization = l2Regularization,
            L1Regularization = l1Regularization,
            MaximumNumberOfIterations = maximumNumberOfIterations,
        });

    public static SdcaRegressionTrainer Sdca(this RegressionCatalog.RegressionTrainers catalog, SdcaRegressionTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new SdcaRegressionTrainer(catalog.Owner.Environment.Register("Sdca"), options);
    }
}
