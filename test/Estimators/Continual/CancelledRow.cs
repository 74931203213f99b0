using Microsoft.ML.Data;

namespace AdaptiveML.Estimators.Tests.Continual;

internal sealed class CancelledRow
{
    [VectorType(3)]
    public float[] Features { get; set; } = [];

    public string Label { get; set; } = "";
}
