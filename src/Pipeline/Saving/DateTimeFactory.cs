using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>Puts behind the features the code of a time column of DateTime.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class DateTimeFactory : CustomMappingFactory<DateTimeFactory.Input, CodedFeatures>
{
    public const string Contract = "AdaptiveML.Pipeline.DateTime";

    public override Action<Input, CodedFeatures> GetMapping() => Map;

    public static void Map(Input input, CodedFeatures output) => output.Join(input.Features, input.Time.Ticks);

    internal sealed class Input : UncodedFeatures
    {
        [ColumnName(ReservedNames.Time)]
        public DateTime Time { get; set; }
    }
}
