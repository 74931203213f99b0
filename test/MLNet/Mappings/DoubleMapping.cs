using Microsoft.ML.Transforms;

namespace AdaptiveML.MLNet.Tests.Mappings;

/// <summary>A mapping without a memory: twice the column "Index".</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class DoubleMapping : CustomMappingFactory<SumMapping.Input, DoubleMapping.Output>
{
    public const string Contract = "AdaptiveML.MLNet.Tests.Double";

    public override Action<SumMapping.Input, Output> GetMapping() => static (input, output) => output.Twice = 2 * input.Index;

    internal sealed class Output
    {
        public float Twice { get; set; }
    }
}
