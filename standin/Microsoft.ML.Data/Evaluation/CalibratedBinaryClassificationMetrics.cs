namespace Microsoft.ML.Data;

public sealed class CalibratedBinaryClassificationMetrics : BinaryClassificationMetrics
{
    internal CalibratedBinaryClassificationMetrics(BinaryEvaluation sums)
        : base(sums)
    {
        var rows = sums.PositiveProbabilities + sums.NegativeProbabilities;
        LogLoss = double.IsNaN(sums.LogLoss) ? double.NaN : rows > 0 ? sums.LogLoss / rows : 0;
        var prior = BinaryEvaluation.Entropy(sums.PositiveProbabilities / rows);
        LogLossReduction = rows > 0 ? (prior - sums.LogLoss / rows) / prior : 0;
        Entropy = BinaryEvaluation.Entropy(sums.Confusion[0].Sum() / sums.Scored.Count);
    }

    public double LogLoss { get; }

    public double LogLossReduction { get; }

    public double Entropy { get; }
}
