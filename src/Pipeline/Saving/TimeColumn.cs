using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>The stages of a saved model that read the time column.</summary>
internal static class TimeColumn
{
    /// <summary>Brings the column under a reserved name.</summary>
    public static IEstimator<ITransformer> Copy(TransformsCatalog transforms, OnlineColumns columns) =>
        transforms.CopyColumns(ReservedNames.Time, columns.Time!);

    /// <summary>Puts its code behind the features.</summary>
    public static IEstimator<ITransformer> Encode(TransformsCatalog transforms, OnlineColumns columns) => columns.TimeKind switch
    {
        TimeKind.DateTime => transforms.CustomMapping<DateTimeFactory.Input, CodedFeatures>(DateTimeFactory.Map, DateTimeFactory.Contract),
        TimeKind.DateTimeOffset =>
            transforms.CustomMapping<DateTimeOffsetFactory.Input, CodedFeatures>(DateTimeOffsetFactory.Map, DateTimeOffsetFactory.Contract),
        _ => transforms.CustomMapping<TimeSpanFactory.Input, CodedFeatures>(TimeSpanFactory.Map, TimeSpanFactory.Contract),
    };
}

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

/// <summary>A time's ticks as numbers, behind the features of a saved model.</summary>
internal static class TimeCode
{
    /// <summary>Numbers in a code.</summary>
    public const int Length = SixteenBits.Length;

    public static void Join(this CodedFeatures output, in VBuffer<float> features, long ticks)
    {
        Span<float> code = stackalloc float[Length];
        Write(ticks, code);
        output.Join(features, code);
    }

    public static void Write(long ticks, Span<float> code) => SixteenBits.Write((ulong)ticks, code);

    public static long Read(ReadOnlySpan<float> code) => (long)SixteenBits.Read(code);
}
