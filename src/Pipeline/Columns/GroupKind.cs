using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>What a model's group column is made of.</summary>
internal enum GroupKind
{
    /// <summary>There is no group column: all rows are one sequence.</summary>
    None,

    /// <summary>Text; an empty one is not known.</summary>
    Text,

    /// <summary>An integer with a sign, of any width.</summary>
    Integer,

    /// <summary>An integer without a sign, of any width.</summary>
    UnsignedInteger,

    /// <summary>A key; a missing one is not known.</summary>
    Key,
}

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
