using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.MLNet.Tests.Mappings;

/// <summary>A mapping whose output depends on the order of the rows: the running sum of column "Index".</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class SumMapping : StatefulCustomMappingFactory<SumMapping.Input, SumMapping.Output, SumMapping.State>
{
    public const string Contract = "AdaptiveML.MLNet.Tests.Sum";

    public override Action<State> GetStateInitAction() => static state => state.Total = 0;

    public override Action<Input, Output, State> GetMapping() => static (input, output, state) =>
    {
        state.Total += input.Index;
        output.Sum = state.Total;
    };

    internal sealed class Input
    {
        public float Index { get; set; }
    }

    internal sealed class Output
    {
        public float Sum { get; set; }
    }

    internal sealed class State
    {
        public float Total { get; set; }
    }
}
