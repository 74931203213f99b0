using System.Numerics;
using AdaptiveML.Online;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Reads the group column, whatever its type, as the key of a sequence.</summary>
internal static class GroupReader
{
    public static Func<SequenceKey> Create(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => Texts(row, column),
        KeyDataViewType { RawType: var type } when type == typeof(byte) => Keys<byte>(row, column),
        KeyDataViewType { RawType: var type } when type == typeof(ushort) => Keys<ushort>(row, column),
        KeyDataViewType { RawType: var type } when type == typeof(uint) => Keys<uint>(row, column),
        KeyDataViewType => Keys<ulong>(row, column),
        { RawType: var type } when type == typeof(sbyte) => Integers<sbyte>(row, column),
        { RawType: var type } when type == typeof(byte) => Integers<byte>(row, column),
        { RawType: var type } when type == typeof(short) => Integers<short>(row, column),
        { RawType: var type } when type == typeof(ushort) => Integers<ushort>(row, column),
        { RawType: var type } when type == typeof(int) => Integers<int>(row, column),
        { RawType: var type } when type == typeof(uint) => Integers<uint>(row, column),
        { RawType: var type } when type == typeof(long) => Integers<long>(row, column),
        _ => Integers<ulong>(row, column),
    };

    /// <summary>The sequence of a key as ML.NET holds it: 0 where it is missing.</summary>
    public static SequenceKey OfKey(ulong key) => key == 0 ? SequenceKey.Unknown : SequenceKey.Of((long)key);

    private static Func<SequenceKey> Texts(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        var keys = new TextKeys();
        ReadOnlyMemory<char> text = default;
        return () =>
        {
            getter(ref text);
            return keys.Of(text.Span);
        };
    }

    private static Func<SequenceKey> Keys<T>(DataViewRow row, DataViewSchema.Column column)
        where T : unmanaged, IBinaryInteger<T>
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            return OfKey(ulong.CreateTruncating(value));
        };
    }

    private static Func<SequenceKey> Integers<T>(DataViewRow row, DataViewSchema.Column column)
        where T : unmanaged, IBinaryInteger<T>
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            return SequenceKey.Of(long.CreateTruncating(value));
        };
    }
}
