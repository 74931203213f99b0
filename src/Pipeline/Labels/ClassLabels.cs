using System.Collections.ObjectModel;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>
/// The classes of a classifier: the values of its label and their indices, from 0. Labels of new rows are looked up by value, so that it does not matter by
/// which numbers a key column calls them. It never changes and only grows: <see cref="Append"/> gives a longer one, in which every class keeps its index.
/// </summary>
internal sealed class ClassLabels
{
    private readonly string[] _names;
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _indexOf;

    /// <exception cref="ArgumentException">A name is empty, is there twice, or is that of no value.</exception>
    internal ClassLabels(LabelType type, params IReadOnlyList<string> names)
    {
        Type = type;
        _names = [.. names];
        foreach (string name in names)
        {
            if (string.IsNullOrEmpty(name) || !type.IsValue(name) || !_indices.TryAdd(name, _indices.Count))
            {
                string problem = string.IsNullOrEmpty(name) ? "empty" : type.IsValue(name) ? "there twice" : $"not {type.InWords}";
                throw new ArgumentException($"'{name}' cannot be a class: it is {problem}.", nameof(names));
            }
        }

        _indexOf = _indices.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>
    /// False and true: of a label that is Boolean, or Single, which is true above zero, as ML.NET's own evaluation takes it, and missing where it is NaN.
    /// </summary>
    public static ClassLabels Binary { get; } = new(BinaryLabels.Instance, bool.FalseString, bool.TrueString);

    /// <summary>The values as text, in the order of the classes: numbers in the invariant culture, "False" and "True".</summary>
    public ReadOnlyCollection<string> Names => Array.AsReadOnly(_names);

    /// <summary>Number of classes.</summary>
    public int Count => _names.Length;

    /// <summary>What the values are.</summary>
    internal LabelType Type { get; }

    /// <summary>What a label column must be.</summary>
    internal ColumnRole Role => field ??= Type is BinaryLabels ? ColumnRole.BinaryLabel : ColumnRole.ClassLabel with
    {
        Expected = Type.InWords + (Type == LabelTypes.Keys ? "" : ", or keys that stand for such values"),
        TakesColumn = column => LabelTypes.Of(column)?.Meets(Type) == true,
    };

    /// <summary>
    /// The classes of a label column: of keys the values that they stand for, in their order, whatever occurs, or where they stand for none their numbers; of
    /// Boolean false and true; of text and integers what occurs, in the order of first appearance, as <c>MapValueToKey</c> takes it.
    /// </summary>
    /// <param name="data">The data of the fit. Of text and integers the column is read once.</param>
    /// <param name="labelColumnName">The label column: text, an integer, Boolean, or a key.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There is no class, or more than a saved model can write.</exception>
    public static ClassLabels Read(IDataView data, string labelColumnName)
    {
        ArgumentNullException.ThrowIfNull(data);
        var column = ColumnChecks.ClassLabel(data.Schema, labelColumnName);
        var type = LabelTypes.Of(column)!;
        if (column.Type is KeyDataViewType key && key.Count > (ulong)ColumnBlocks.MaximumSlots)
        {
            throw TooMany(labelColumnName);
        }

        var values = column.Type is KeyDataViewType ? type.ReadKeyValues(column)
            : type is BooleanLabels ? [bool.FalseString, bool.TrueString]
            : type.ReadRows(data, column).Distinct(StringComparer.Ordinal);
        string[] names = [.. values.Take(ColumnBlocks.MaximumSlots + 1)];
        return new ClassLabels(type, names).RequireSome(labelColumnName);
    }

    /// <summary>The index of a value's class, or −1 where there is none.</summary>
    /// <param name="name">The value as text.</param>
    public int IndexOf(ReadOnlySpan<char> name) => _indexOf.TryGetValue(name, out int index) ? index : -1;

    /// <summary>These classes and, behind them, further ones.</summary>
    /// <param name="names">The values as text, each as <see cref="Names"/> has it.</param>
    /// <exception cref="ArgumentException">One is there already, or is no value of the label's type.</exception>
    public ClassLabels Append(params IReadOnlyList<string> names) => new(Type, [.. _names, .. names]);

    /// <summary>The first of these classes.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many.</exception>
    public ClassLabels First(int count)
    {
        Online.Require.InRange(count, 1, Count);
        return new(Type, _names[..count]);
    }

    /// <summary>Whether every class of others has the same index here.</summary>
    internal bool Extends(ClassLabels other) => Type == other.Type && _names.AsSpan().StartsWith(other._names);

    /// <summary>Reads the target of a row: the index of its label's class, NaN where the label is missing, −1 where nobody knows it.</summary>
    internal ValueGetter<float> CreateReader(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not KeyDataViewType || Type == LabelTypes.Keys)
        {
            return (Type is BinaryLabels ? Type : LabelTypes.Of(column)!).CreateReader(row, column, this);
        }

        float[] targets = Array.ConvertAll(LabelTypes.Of(column)!.ReadKeyValues(column), value => TargetOf(value));
        return KeyLabels.CreateReader(row, column, key => key <= (ulong)targets.Length ? targets[key - 1] : float.NaN);
    }

    /// <summary>Reads the value of a row's label as text, empty where it is missing.</summary>
    internal static Func<string> CreateNameReader(DataViewRow row, DataViewSchema.Column column)
    {
        var type = LabelTypes.Of(column)!;
        if (column.Type is not KeyDataViewType || type == LabelTypes.Keys)
        {
            return type.CreateNameReader(row, column);
        }

        string[] names = type.ReadKeyValues(column);
        var number = LabelTypes.Keys.CreateNameReader(row, column);
        return () => number() is { Length: > 0 } key ? names[int.Parse(key, CultureInfo.InvariantCulture) - 1] : "";
    }

    /// <summary>These classes and a further one; null where a saved model cannot write more, or the text is none that can be added.</summary>
    internal ClassLabels? TryAppend(string name) =>
        Count < ColumnBlocks.MaximumSlots && name.Length > 0 && Type.IsValue(name) && IndexOf(name) < 0 ? Append(name) : null;

    /// <summary>The target of a label that is told as text.</summary>
    internal float TargetOf(ReadOnlySpan<char> name) => name.IsEmpty ? float.NaN : IndexOf(name);

    /// <summary>These classes, unless there are none, or more than a saved model can write.</summary>
    internal ClassLabels RequireSome(string labelColumnName) => Count switch
    {
        0 => throw new InvalidOperationException($"No row has a label in column '{labelColumnName}': there is no class."),
        > 0 when Count > ColumnBlocks.MaximumSlots => throw TooMany(labelColumnName),
        _ => this,
    };

    private static InvalidOperationException TooMany(string label) =>
        new($"Label column '{label}' has more classes than the {ColumnBlocks.MaximumSlots} that a saved model can write.");
}
