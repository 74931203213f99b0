using System.Globalization;
using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Labels that are keys which stand for no values: the classes are the numbers of the keys, from 1.</summary>
internal sealed class KeyLabels() : LabelType("Key", NumberDataViewType.UInt32)
{
    private const int LongestText = 20;

    public override string Example => "1";

    public override string InWords => "a key that stands for no value";

    public override IEnumerable<string> ReadRows(IDataView data, DataViewSchema.Column column) =>
        throw new NotSupportedException("A key's type says its classes.");

    public override string[] ReadKeyValues(DataViewSchema.Column column) =>
        [.. Enumerable.Range(1, (int)((KeyDataViewType)column.Type).Count).Select(key => key.ToString(CultureInfo.InvariantCulture))];

    public override bool IsValue(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint key) && key > 0;

    public override ValueGetter<float> CreateReader(DataViewRow row, DataViewSchema.Column column, ClassLabels classes) => CreateReader(row, column, key =>
    {
        Span<char> text = stackalloc char[LongestText];
        key.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        return classes.IndexOf(text[..length]);
    });

    public override Func<string> CreateNameReader(DataViewRow row, DataViewSchema.Column column)
    {
        string name = "";
        var key = CreateReader(row, column, key =>
        {
            name = key.ToString(CultureInfo.InvariantCulture);
            return 0;
        });
        float known = 0;
        return () =>
        {
            key(ref known);
            return float.IsNaN(known) ? "" : name;
        };
    }

    /// <summary>As natively, where the keys of a label stand for nothing, those of a prediction do neither.</summary>
    public override void Annotate(SchemaDefinition.Column column, string kind, IReadOnlyList<string> values)
    {
    }

    /// <summary>Reads the class of a column's present key, NaN where it is missing.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column of keys, whatever their width.</param>
    /// <param name="classOf">The class of a key, from 1.</param>
    public static ValueGetter<float> CreateReader(DataViewRow row, DataViewSchema.Column column, Func<ulong, float> classOf) => column.Type.RawType switch
    {
        var type when type == typeof(byte) => Reader<byte>(row, column, classOf),
        var type when type == typeof(ushort) => Reader<ushort>(row, column, classOf),
        var type when type == typeof(uint) => Reader<uint>(row, column, classOf),
        _ => Reader<ulong>(row, column, classOf),
    };

    private static ValueGetter<float> Reader<T>(DataViewRow row, DataViewSchema.Column column, Func<ulong, float> classOf)
        where T : unmanaged, IBinaryInteger<T>
    {
        var getter = row.GetGetter<T>(column);
        T key = default;
        return (ref float index) =>
        {
            getter(ref key);
            index = T.IsZero(key) ? float.NaN : classOf(ulong.CreateTruncating(key));
        };
    }
}
