using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>Puts behind the features the code of a time column of TimeSpan.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class TimeSpanFactory : CustomMappingFactory<TimeSpanFactory.Input, CodedFeatures>
{
    public const string Contract = "AdaptiveML.Pipeline.TimeSpan";

    public override Action<Input, CodedFeatures> GetMapping() => Map;

    public static void Map(Input input, CodedFeatures output) => output.Join(input.Features, input.Time.Ticks);

    internal sealed class Input : UncodedFeatures
    {
        [ColumnName(ReservedNames.Time)]
        public TimeSpan Time { get; set; }
    }
}
