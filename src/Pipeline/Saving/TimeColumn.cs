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
        TimeKind.DateTime => DateTimeFactory.Estimator(transforms, DateTimeFactory.Contract),
        TimeKind.DateTimeOffset => DateTimeOffsetFactory.Estimator(transforms, DateTimeOffsetFactory.Contract),
        _ => TimeSpanFactory.Estimator(transforms, TimeSpanFactory.Contract),
    };
}

/// <summary>Puts behind the features the code of a time column of DateTime.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class DateTimeFactory : CodeFactory<DateTimeFactory.Input>
{
    public const string Contract = "AdaptiveML.Pipeline.DateTime";

    internal sealed class Input : UncodedFeatures
    {
        [ColumnName(ReservedNames.Time)]
        public DateTime Time { get; set; }

        internal override void Encode(CodedFeatures output) => output.Join(Features, Time.Ticks);
    }
}

/// <summary>Puts behind the features the code of a time column of DateTimeOffset.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class DateTimeOffsetFactory : CodeFactory<DateTimeOffsetFactory.Input>
{
    public const string Contract = "AdaptiveML.Pipeline.DateTimeOffset";

    internal sealed class Input : UncodedFeatures
    {
        [ColumnName(ReservedNames.Time)]
        public DateTimeOffset Time { get; set; }

        internal override void Encode(CodedFeatures output) => output.Join(Features, Time.Ticks);
    }
}

/// <summary>Puts behind the features the code of a time column of TimeSpan.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class TimeSpanFactory : CodeFactory<TimeSpanFactory.Input>
{
    public const string Contract = "AdaptiveML.Pipeline.TimeSpan";

    internal sealed class Input : UncodedFeatures
    {
        [ColumnName(ReservedNames.Time)]
        public TimeSpan Time { get; set; }

        internal override void Encode(CodedFeatures output) => output.Join(Features, Time.Ticks);
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
        SixteenBits.Write((ulong)ticks, code);
        output.Join(features, code);
    }

    public static long Read(ReadOnlySpan<float> code) => (long)SixteenBits.Read(code);
}
