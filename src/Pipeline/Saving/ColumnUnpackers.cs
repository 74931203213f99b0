using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>The stages of a saved model that unpack the columns which it writes.</summary>
internal static class ColumnUnpackers
{
    /// <summary>Unpacks the next column, one of a kind.</summary>
    public static IEstimator<ITransformer> Next(TransformsCatalog transforms, OutputKind kind) => kind switch
    {
        OutputKind.Alarm => transforms.CustomMapping<PackedColumns, AlarmUnpacker>(AlarmUnpackerFactory.Map, AlarmUnpackerFactory.Contract),
        OutputKind.AlarmReason =>
            transforms.CustomMapping<PackedColumns, AlarmReasonUnpacker>(AlarmReasonUnpackerFactory.Map, AlarmReasonUnpackerFactory.Contract),
        OutputKind.TimesAhead => transforms.CustomMapping<PackedColumns, TimeUnpacker>(TimeUnpackerFactory.Map, TimeUnpackerFactory.Contract),
        _ => transforms.CustomMapping<PackedColumns, NumberUnpacker>(NumberUnpackerFactory.Map, NumberUnpackerFactory.Contract),
    };
}

/// <summary>Unpacks a column of numbers.</summary>
internal sealed class NumberUnpacker : ColumnUnpacker<float>
{
    protected override float Convert(ReadOnlySpan<float> numbers) => numbers[0];
}

/// <summary>The mapping of <see cref="NumberUnpacker"/>.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class NumberUnpackerFactory : CustomMappingFactory<PackedColumns, NumberUnpacker>
{
    public const string Contract = "AdaptiveML.Pipeline.NextColumn";

    public override Action<PackedColumns, NumberUnpacker> GetMapping() => Map;

    public static void Map(PackedColumns input, NumberUnpacker output) => output.Unpack(input.Columns.GetValues());
}

/// <summary>Unpacks a column of alarms.</summary>
internal sealed class AlarmUnpacker : ColumnUnpacker<bool>
{
    protected override bool Convert(ReadOnlySpan<float> numbers) => AlarmWords.IsAlarm(numbers[0]);
}

/// <summary>The mapping of <see cref="AlarmUnpacker"/>.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class AlarmUnpackerFactory : CustomMappingFactory<PackedColumns, AlarmUnpacker>
{
    public const string Contract = "AdaptiveML.Pipeline.NextAlarm";

    public override Action<PackedColumns, AlarmUnpacker> GetMapping() => Map;

    public static void Map(PackedColumns input, AlarmUnpacker output) => output.Unpack(input.Columns.GetValues());
}

/// <summary>Unpacks a column of the reasons of alarms.</summary>
internal sealed class AlarmReasonUnpacker : ColumnUnpacker<ReadOnlyMemory<char>>
{
    protected override ReadOnlyMemory<char> Convert(ReadOnlySpan<float> numbers) => AlarmWords.Reason(numbers[0]);
}

/// <summary>The mapping of <see cref="AlarmReasonUnpacker"/>.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class AlarmReasonUnpackerFactory : CustomMappingFactory<PackedColumns, AlarmReasonUnpacker>
{
    public const string Contract = "AdaptiveML.Pipeline.NextAlarmReason";

    public override Action<PackedColumns, AlarmReasonUnpacker> GetMapping() => Map;

    public static void Map(PackedColumns input, AlarmReasonUnpacker output) => output.Unpack(input.Columns.GetValues());
}

/// <summary>Unpacks a column of times.</summary>
internal sealed class TimeUnpacker : ColumnUnpacker<DateTime>
{
    protected override int Numbers => TimeCode.Length;

    protected override DateTime Convert(ReadOnlySpan<float> numbers) => new(TimeCode.Read(numbers));
}

/// <summary>The mapping of <see cref="TimeUnpacker"/>.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class TimeUnpackerFactory : CustomMappingFactory<PackedColumns, TimeUnpacker>
{
    public const string Contract = "AdaptiveML.Pipeline.NextTimes";

    public override Action<PackedColumns, TimeUnpacker> GetMapping() => Map;

    public static void Map(PackedColumns input, TimeUnpacker output) => output.Unpack(input.Columns.GetValues());
}
