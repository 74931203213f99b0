namespace Microsoft.ML.Data;

public class BinaryClassificationMetrics
{
    internal BinaryClassificationMetrics(BinaryEvaluation sums)
    {
        AreaUnderRocCurve = RankingAreas.UnderRocCurve(sums.Scored);
        AreaUnderPrecisionRecallCurve = RankingAreas.UnderPrecisionRecallCurve(sums.Scored);
        ConfusionMatrix = new ConfusionMatrix(sums.Confusion, sums.Names, isBinary: true);
        Accuracy = (sums.Confusion[0][0] + sums.Confusion[1][1]) / sums.Scored.Count;
    }

    public double AreaUnderRocCurve { get; }

    public double Accuracy { get; }

    public double PositivePrecision => ConfusionMatrix.PerClassPrecision[0];

    public double PositiveRecall => ConfusionMatrix.PerClassRecall[0];

    public double NegativePrecision => ConfusionMatrix.PerClassPrecision[1];

    public double NegativeRecall => ConfusionMatrix.PerClassRecall[1];

    public double F1Score => PositivePrecision + PositiveRecall is var sum && sum > 0 ? 2 * PositivePrecision * PositiveRecall / sum : 0;

    public double AreaUnderPrecisionRecallCurve { get; }

    public ConfusionMatrix ConfusionMatrix { get; }
}
