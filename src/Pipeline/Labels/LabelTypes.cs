using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>The types that the values of a label may have.</summary>
internal static class LabelTypes
{
    private const string KeyValues = "KeyValues";

    /// <summary>Texts.</summary>
    public static LabelType Text { get; } = new TextLabels();

    private static readonly LabelType[] Values =
    [
        Text,
        new BooleanLabels(),
        new NumberLabels<sbyte>(NumberDataViewType.SByte),
        new NumberLabels<byte>(NumberDataViewType.Byte),
        new NumberLabels<short>(NumberDataViewType.Int16),
        new NumberLabels<ushort>(NumberDataViewType.UInt16),
        new NumberLabels<int>(NumberDataViewType.Int32),
        new NumberLabels<uint>(NumberDataViewType.UInt32),
        new NumberLabels<long>(NumberDataViewType.Int64),
        new NumberLabels<ulong>(NumberDataViewType.UInt64),
        new NumberLabels<float>(NumberDataViewType.Single),
        new NumberLabels<double>(NumberDataViewType.Double),
    ];

    /// <summary>Keys that stand for nothing.</summary>
    public static LabelType Keys { get; } = new KeyLabels();

    /// <summary>The type of the values of a label column, or of what its keys stand for; null where they cannot be labels.</summary>
    public static LabelType? Of(DataViewSchema.Column column) =>
        column.Type is not KeyDataViewType key ? Of(column.Type)
        : column.Annotations.Schema.GetColumnOrNull(KeyValues)?.Type is VectorDataViewType values && (ulong)values.Size == key.Count ? Of(values.ItemType)
        : Keys;

    /// <summary>The same, before there is a column.</summary>
    public static LabelType? Of(SchemaShape.Column column) =>
        !column.IsKey ? Of(column.ItemType)
        : column.Annotations.FirstOrDefault(annotation => annotation.Name == KeyValues) is { Name: not null } values ? Of(values.ItemType)
        : Keys;

    /// <summary>The type of a name, or null.</summary>
    public static LabelType? Find(string name) => Values.Append(Keys).FirstOrDefault(type => type.Name == name);

    private static LabelType? Of(DataViewType item) => Array.Find(Values, type => type.Type.Equals(item));
}
