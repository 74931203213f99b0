using Microsoft.ML.Data;

namespace AdaptiveML.Estimators.Tests.Comodulation;

/// <summary>What a binary classifier adds that writes its units' relevance.</summary>
public sealed class ContractBinaryOutput
{
    public float Score { get; set; }

    public float Probability { get; set; }

    public bool PredictedLabel { get; set; }

    [VectorType(ContractOptions.Units + ContractOptions.LastUnits)]
    public float[] Relevance { get; set; } = new float[ContractOptions.Units + ContractOptions.LastUnits];
}
