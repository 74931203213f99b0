namespace Microsoft.ML.Data;

public sealed class MulticlassClassificationMetrics
{
    internal MulticlassClassificationMetrics(ConfusionMatrix confusionMatrix) => ConfusionMatrix = confusionMatrix;

    public double LogLoss { get; internal init; }

    public double LogLossReduction { get; internal init; }

    public double MacroAccuracy { get; internal init; }

    public double MicroAccuracy { get; internal init; }

    public double TopKAccuracy => TopKPredictionCount > 0 ? TopKAccuracyForAllK[^1] : 0;

    public int TopKPredictionCount { get; internal init; }

    // There is none where no count was asked for.
    public IReadOnlyList<double> TopKAccuracyForAllK { get; internal init; } = null!;

    public IReadOnlyList<double> PerClassLogLoss { get; internal init; } = [];

    public ConfusionMatrix ConfusionMatrix { get; }
}
