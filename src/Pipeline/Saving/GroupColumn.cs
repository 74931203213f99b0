using AdaptiveML.Online;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>The stages of a saved model that read the group column.</summary>
internal static class GroupColumn
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
        GroupKind.Text => TextGroupFactory.Estimator(transforms, TextGroupFactory.Contract),
        GroupKind.Integer => IntegerGroupFactory.Estimator(transforms, IntegerGroupFactory.Contract),
        GroupKind.UnsignedInteger => UnsignedGroupFactory.Estimator(transforms, UnsignedGroupFactory.Contract),
        _ => KeyGroupFactory.Estimator(transforms, KeyGroupFactory.Contract),
    };
}

/// <summary>Puts behind the features the code of a group column of text.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class TextGroupFactory : CodeFactory<TextGroupFactory.Input>
{
    public const string Contract = "AdaptiveML.Pipeline.TextGroup";

    /// <summary>ML.NET fills one object with all rows of a cursor, so that the keys last.</summary>
    internal sealed class Input : UncodedFeatures
    {
        private readonly TextKeys _keys = new();

        [ColumnName(ReservedNames.Group)]
        public ReadOnlyMemory<char> Group { get; set; }

        internal override void Encode(CodedFeatures output) => output.Join(Features, _keys.Of(Group.Span));
    }
}

/// <summary>Puts behind the features the code of a group column of integers with a sign.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class IntegerGroupFactory : CodeFactory<IntegerGroupFactory.Input>
{
    public const string Contract = "AdaptiveML.Pipeline.IntegerGroup";

    internal sealed class Input : UncodedFeatures
    {
        [ColumnName(ReservedNames.Group)]
        public long Group { get; set; }

        internal override void Encode(CodedFeatures output) => output.Join(Features, SequenceKey.Of(Group));
    }
}

/// <summary>Puts behind the features the code of a group column of integers without a sign.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class UnsignedGroupFactory : CodeFactory<UnsignedGroupFactory.Input>
{
    public const string Contract = "AdaptiveML.Pipeline.UnsignedGroup";

    internal sealed class Input : UncodedFeatures
    {
        [ColumnName(ReservedNames.Group)]
        public ulong Group { get; set; }

        internal override void Encode(CodedFeatures output) => output.Join(Features, SequenceKey.Of((long)Group));
    }
}

/// <summary>
/// Puts behind the features the code of a group column of keys. Of a member that is a key ML.NET compares the width alone, whatever count it declares.
/// </summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class KeyGroupFactory : CodeFactory<KeyGroupFactory.Input>
{
    public const string Contract = "AdaptiveML.Pipeline.KeyGroup";

    internal sealed class Input : UncodedFeatures
    {
        [ColumnName(ReservedNames.Group)]
        [KeyType(1)]
        public ulong Group { get; set; }

        internal override void Encode(CodedFeatures output) => output.Join(Features, GroupReader.OfKey(Group));
    }
}

/// <summary>A sequence's key as numbers, behind the features of a saved model.</summary>
internal static class SequenceCode
{
    /// <summary>Numbers in a code.</summary>
    public const int Length = 2 * SixteenBits.Length;

    public static void Join(this CodedFeatures output, in VBuffer<float> features, SequenceKey key)
    {
        Span<float> code = stackalloc float[Length];
        SixteenBits.Write(key.High, code);
        SixteenBits.Write(key.Low, code[SixteenBits.Length..]);
        output.Join(features, code);
    }

    public static SequenceKey Read(ReadOnlySpan<float> code) => new(SixteenBits.Read(code), SixteenBits.Read(code[SixteenBits.Length..]));
}
