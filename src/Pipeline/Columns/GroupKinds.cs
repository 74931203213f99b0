using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>The kinds of group column as types of ML.NET.</summary>
internal static class GroupKinds
{
    /// <summary>The kind of a column that <see cref="ColumnRole.Group"/> fits.</summary>
    public static GroupKind Of(DataViewType type) => type switch
    {
        TextDataViewType => GroupKind.Text,
        KeyDataViewType => GroupKind.Key,
        { RawType: var raw } when raw == typeof(byte) || raw == typeof(ushort) || raw == typeof(uint) || raw == typeof(ulong) => GroupKind.UnsignedInteger,
        _ => GroupKind.Integer,
    };

    /// <summary>The kind in words, for a message.</summary>
    public static string InWords(this GroupKind kind) => kind switch
    {
        GroupKind.Text => "text",
        GroupKind.Integer => "an integer with a sign",
        GroupKind.UnsignedInteger => "an integer without a sign",
        _ => "a key",
    };
}
