using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>The stages of a saved model that read the time column for the calendar's phases.</summary>
internal static class TimeEncoding
{
    /// <summary>Brings the column under a reserved name.</summary>
    public static IEstimator<ITransformer> Copy(TransformsCatalog transforms, OnlineColumns columns) => transforms.CopyColumns(ReservedNames.Time, columns.Time!);

    /// <summary>Puts its code behind the features.</summary>
    public static IEstimator<ITransformer> Encode(TransformsCatalog transforms, OnlineColumns columns) => columns.TimeKind switch
    {
        TimeKind.DateTime => transforms.CustomMapping<DateTimeFactory.Input, CodedFeatures>(DateTimeFactory.Map, DateTimeFactory.Contract),
        TimeKind.DateTimeOffset => transforms.CustomMapping<DateTimeOffsetFactory.Input, CodedFeatures>(DateTimeOffsetFactory.Map, DateTimeOffsetFactory.Contract),
        _ => transforms.CustomMapping<TimeSpanFactory.Input, CodedFeatures>(TimeSpanFactory.Map, TimeSpanFactory.Contract),
    };
}
