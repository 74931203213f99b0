using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class BinaryClassificationCatalog
{
    public CalibratedBinaryClassificationMetrics Evaluate(
        IDataView data,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string probabilityColumnName = "Probability",
        string predictedLabelColumnName = "PredictedLabel")
    {
        ArgumentException.ThrowIfNullOrEmpty(probabilityColumnName);
        var sums = BinaryEvaluation.Of(data, labelColumnName, scoreColumnName, probabilityColumnName, predictedLabelColumnName);
        return new(sums);
    }

    public BinaryClassificationMetrics EvaluateNonCalibrated(
        IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score", string predictedLabelColumnName = "PredictedLabel")
    {
        var sums = BinaryEvaluation.Of(data, labelColumnName, scoreColumnName, null, predictedLabelColumnName);
        return new(sums);
    }
}
