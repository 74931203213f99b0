using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>Puts behind the features the code of a time column of DateTimeOffset.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class DateTimeOffsetFactory : CustomMappingFactory<DateTimeOffsetFactory.Input, CodedFeatures>
{
    public const string Contract = "AdaptiveML.Pipeline.DateTimeOffset";

    public override Action<Input, CodedFeatures> GetMapping() => Map;

    public static void Map(Input input, CodedFeatures output) => output.Join(input.Features, input.Time.Ticks);

    internal sealed class Input : UncodedFeatures
    {
        [ColumnName(ReservedNames.Time)]
        public DateTimeOffset Time { get; set; }
    }
}
