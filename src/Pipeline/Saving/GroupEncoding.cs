using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>The stages of a saved model that read the group column.</summary>
internal static class GroupEncoding
{
    /// <summary>Brings the column under a reserved name, as a type that <see cref="Encode"/> reads.</summary>
    public static IEstimator<ITransformer> Copy(TransformsCatalog transforms, OnlineColumns columns) => columns.GroupKind switch
    {
        GroupKind.Text => transforms.CopyColumns(ReservedNames.Group, columns.Group!),
        GroupKind.Integer => transforms.Conversion.ConvertType(ReservedNames.Group, columns.Group!, DataKind.Int64),
        _ => transforms.Conversion.ConvertType(ReservedNames.Group, columns.Group!, DataKind.UInt64),
    };

    /// <summary>Puts its code behind the features.</summary>
    public static IEstimator<ITransformer> Encode(TransformsCatalog transforms, OnlineColumns columns) => columns.GroupKind switch
    {
        GroupKind.Text => transforms.CustomMapping<TextGroupFactory.Input, CodedFeatures>(TextGroupFactory.Map, TextGroupFactory.Contract),
        GroupKind.Integer => transforms.CustomMapping<IntegerGroupFactory.Input, CodedFeatures>(IntegerGroupFactory.Map, IntegerGroupFactory.Contract),
        GroupKind.UnsignedInteger => transforms.CustomMapping<UnsignedGroupFactory.Input, CodedFeatures>(UnsignedGroupFactory.Map, UnsignedGroupFactory.Contract),
        _ => transforms.CustomMapping<KeyGroupFactory.Input, CodedFeatures>(KeyGroupFactory.Map, KeyGroupFactory.Contract),
    };
}
