using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>
/// A label column whose keys are numbered otherwise than a model's slots, as a column of keys that are numbered like them. ML.NET's evaluation compares numbers
/// of keys with slots, whatever they stand for. Values that are none of the model's classes have keys behind them, so that they count as wrong.
/// </summary>
internal sealed class SlotLabels
{
    private readonly DataViewSchema.Column _label;
    private readonly uint[] _keys;

    private SlotLabels(DataViewSchema.Column label, uint[] keys, LabelType type, IReadOnlyList<string> names)
    {
        (_label, _keys) = (label, keys);
        var definition = SchemaDefinition.Create(typeof(Row));
        (definition[0].ColumnName, definition[0].ColumnType) = (label.Name, new KeyDataViewType(typeof(uint), names.Count));
        type.Annotate(definition[0], "KeyValues", names);
        Type = definition[0].ColumnType;
        Annotations = SchemaShapes.Annotations<Row>(definition);
    }

    /// <summary>The column that is mapped.</summary>
    public DataViewSchema.Column Source => _label;

    /// <summary>The type of the column.</summary>
    public DataViewType Type { get; }

    /// <summary>What its keys stand for: the values of the slots, and behind them the label's others.</summary>
    public DataViewSchema.Annotations Annotations { get; }

    /// <summary>The mapped label of a model's rows; null where they have no label, or where numbers and slots agree already.</summary>
    public static SlotLabels? Of(OnlineColumns columns, DataViewSchema schema)
    {
        if (columns.Classes is not { } classes || schema.GetColumnOrNull(columns.Label!) is not { Type: KeyDataViewType } label
            || LabelTypes.Of(label) is not { } type || type == LabelTypes.Keys || !type.Meets(classes.Type))
        {
            return null;
        }

        string[] values = type.ReadKeyValues(label);
        var all = new OrderedDictionary<string, int>(classes.Options.Comparer);
        foreach (string name in classes.Names.Concat(values.Select(classes.Options.Clean).Where(value => value.Length > 0)))
        {
            all.TryAdd(name, 0);
        }

        uint[] keys = Array.ConvertAll(values, value => (uint)(all.IndexOf(classes.Options.Clean(value)) + 1));
        LabelType[] types = [classes.Type, type, LabelTypes.Text];
        return keys.Index().All(key => key.Item == key.Index + 1)
            ? null
            : new(label, keys, types.First(each => all.Keys.All(each.IsValue)), [.. all.Keys]);
    }

    /// <summary>The getter of the column.</summary>
    /// <param name="row">A row with <see cref="Source"/>.</param>
    public ValueGetter<uint> CreateGetter(DataViewRow row)
    {
        var reader = KeyLabels.CreateReader(row, _label, key => key <= (ulong)_keys.Length ? _keys[key - 1] : 0);
        float key = 0;
        return (ref uint value) =>
        {
            reader(ref key);
            value = float.IsNaN(key) ? 0 : (uint)key;
        };
    }

    private sealed class Row
    {
        public uint Label { get; set; }
    }
}
