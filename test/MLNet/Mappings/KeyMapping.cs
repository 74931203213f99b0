using Microsoft.ML.Transforms;

namespace AdaptiveML.MLNet.Tests.Mappings;

/// <summary>A mapping without inputs: the constant text that keys a payload.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class KeyMapping : CustomMappingFactory<KeyMapping.Input, KeyMapping.Output>
{
    public const string Contract = "AdaptiveML.MLNet.Tests.Key";

    private static readonly ReadOnlyMemory<char> One = "1".AsMemory();

    public override Action<Input, Output> GetMapping() => static (_, output) => output.Key = One;

    internal sealed class Input;

    internal sealed class Output
    {
        public ReadOnlyMemory<char> Key { get; set; }
    }
}
