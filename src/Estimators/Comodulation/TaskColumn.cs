using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Estimators;

/// <summary>The column that names the task of a row: text or an integer. A key does not do: its numbers stand for other values in other views.</summary>
internal static class TaskColumn
{
    private const string Expected = "text or an integer";

    /// <summary>Throws unless the shape has the column, where one is named.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static void Require(SchemaShape inputSchema, string? name)
    {
        ColumnChecks.RequireContext(inputSchema, name, null, null);
        if (name is not null && inputSchema.Single(column => column.Name == name).IsKey)
        {
            throw IsKey(name);
        }
    }

    /// <summary>The tasks that occur, in the order of first appearance, by name: a number as usually written. None where no column is named.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is a key.</exception>
    public static IReadOnlyList<string> Read(IDataView data, string? name) => name is null ? [] : data.Schema[name].Type switch
    {
        KeyDataViewType => throw IsKey(name),
        TextDataViewType => [.. data.GetColumn<string>(name).Where(task => !string.IsNullOrEmpty(task)).Distinct(StringComparer.Ordinal)],
        { RawType: var type } when type == typeof(sbyte) => Integers<sbyte>(data, name),
        { RawType: var type } when type == typeof(byte) => Integers<byte>(data, name),
        { RawType: var type } when type == typeof(short) => Integers<short>(data, name),
        { RawType: var type } when type == typeof(ushort) => Integers<ushort>(data, name),
        { RawType: var type } when type == typeof(int) => Integers<int>(data, name),
        { RawType: var type } when type == typeof(uint) => Integers<uint>(data, name),
        { RawType: var type } when type == typeof(long) => Integers<long>(data, name),
        _ => Integers<ulong>(data, name),
    };

    /// <summary>Beyond the range of a long, numbers without a sign are called by the one of the same bits, as sequences are.</summary>
    private static string[] Integers<T>(IDataView data, string name)
        where T : unmanaged, IBinaryInteger<T> =>
        [.. data.GetColumn<T>(name).Distinct().Select(task => long.CreateTruncating(task).ToString(CultureInfo.InvariantCulture))];

    [SuppressMessage("Usage", "CA2208", Justification = "The parameter is the caller's, as in ML.NET.")]
    private static ArgumentOutOfRangeException IsKey(string name) =>
        new("inputSchema", $"Schema mismatch for task column '{name}': expected {Expected}, got a key");
}
