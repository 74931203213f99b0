using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Counts the rows in which a key column has a missing key. A key is missing where it is 0.</summary>
internal sealed class KeyCheck
{
    private readonly DataViewSchema.Column _column;
    private readonly Func<bool> _isMissing;
    private long _rows;

    public KeyCheck(DataViewRow row, DataViewSchema.Column column)
    {
        _column = column;
        _isMissing = KeyOf(column)!.RawType switch
        {
            var type when type == typeof(byte) => Reader<byte>(row),
            var type when type == typeof(ushort) => Reader<ushort>(row),
            var type when type == typeof(uint) => Reader<uint>(row),
            _ => Reader<ulong>(row),
        };
    }

    /// <summary>The rows so far.</summary>
    public (string Column, long Rows) Result => (_column.Name, _rows);

    /// <summary>
    /// The columns of keys or of vectors of keys; also those that a later column of the same name has hidden, since it may have been made of them.
    /// </summary>
    public static DataViewSchema.Column[] Columns(DataViewSchema schema) => [.. schema.Where(column => KeyOf(column) is not null)];

    /// <summary>Looks at the present row.</summary>
    public void Add() => _rows += _isMissing() ? 1 : 0;

    private static KeyDataViewType? KeyOf(DataViewSchema.Column column) =>
        (column.Type is VectorDataViewType vector ? vector.ItemType : column.Type) as KeyDataViewType;

    private Func<bool> Reader<TKey>(DataViewRow row)
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        if (_column.Type is VectorDataViewType)
        {
            var vectorGetter = row.GetGetter<VBuffer<TKey>>(_column);
            VBuffer<TKey> keys = default;
            return () =>
            {
                vectorGetter(ref keys);
                return keys.DenseValues().Any(TKey.IsZero);
            };
        }

        var getter = row.GetGetter<TKey>(_column);
        TKey key = default;
        return () =>
        {
            getter(ref key);
            return TKey.IsZero(key);
        };
    }
}
