using System.Collections.ObjectModel;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>
/// The classes of a classifier: the values of its label. Labels of new rows are looked up by value, so that it does not matter by which numbers a key column
/// calls them. It never changes and only grows: <see cref="Append"/> gives a longer one, in which every class keeps its slot and its index.
/// </summary>
/// <remarks>
/// A class has a slot in the score, where ML.NET looks for it, and an index, by which the learner knows it. They differ where the label is a key with values
/// that no row has had yet: the slots are in the order of the keys, and those of such values wait for an index.
/// </remarks>
internal sealed class ClassLabels
{
    private const int NotLearnt = -1;

    private readonly string[] _names;
    private readonly int[] _indices;
    private readonly Dictionary<string, int> _slots;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _slotOf;

    /// <summary>Classes that are all learnt, whose indices are their slots.</summary>
    /// <exception cref="ArgumentException">A name is empty, is there twice, or is that of no value.</exception>
    internal ClassLabels(LabelType type, params IReadOnlyList<string> names)
        : this(type, names, [.. Enumerable.Range(0, names.Count)])
    {
    }

    /// <param name="type">What the values are.</param>
    /// <param name="names">The values, in the order of their slots.</param>
    /// <param name="indices">The index of each slot, or −1 where it waits for one.</param>
    /// <param name="options">What is one class; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// A name is empty, is there twice, or is that of no value; or the indices are not as many, or leave a gap.
    /// </exception>
    internal ClassLabels(LabelType type, IReadOnlyList<string> names, IReadOnlyList<int> indices, LabelOptions? options = null)
    {
        (Type, Options) = (type, options ?? LabelOptions.Default);
        (_names, _indices, _slots) = ([.. names], [.. indices], new(Options.Comparer));
        foreach (string name in names)
        {
            if (string.IsNullOrEmpty(name) || !type.IsValue(name) || !_slots.TryAdd(name, _slots.Count))
            {
                string problem = string.IsNullOrEmpty(name) ? "empty" : type.IsValue(name) ? "there twice" : $"not {type.InWords}";
                throw new ArgumentException($"'{name}' cannot be a class: it is {problem}.", nameof(names));
            }
        }

        int[] learnt = [.. _indices.Where(index => index != NotLearnt).Order()];
        if (indices.Count != names.Count || !learnt.SequenceEqual(Enumerable.Range(0, learnt.Length)))
        {
            throw new ArgumentException($"The indices {string.Join(' ', indices)} of {names.Count} classes leave a gap.", nameof(indices));
        }

        LearntCount = learnt.Length;
        _slotOf = _slots.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>
    /// False and true: of a label that is Boolean, or Single, which is true above zero, as ML.NET's own evaluation takes it, and missing where it is NaN.
    /// </summary>
    public static ClassLabels Binary { get; } = new(BinaryLabels.Instance, bool.FalseString, bool.TrueString);

    /// <summary>The values as text, in the order of the slots: numbers in the invariant culture, "False" and "True".</summary>
    public ReadOnlyCollection<string> Names => Array.AsReadOnly(_names);

    /// <summary>Number of slots.</summary>
    public int Count => _names.Length;

    /// <summary>Number of classes that the learner knows.</summary>
    public int LearntCount { get; }

    /// <summary>The values of the classes that the learner knows, in the order of their indices.</summary>
    public IReadOnlyList<string> LearntNames =>
        [.. _names.Zip(_indices).Where(pair => pair.Second != NotLearnt).OrderBy(pair => pair.Second).Select(pair => pair.First)];

    /// <summary>The index of each slot's class, −1 where no row has taught it.</summary>
    public ReadOnlySpan<int> Indices => _indices;

    /// <summary>What is one class, and how many there may be.</summary>
    public LabelOptions Options { get; }

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
    /// <param name="options">What is one class; null for the defaults.</param>
    /// <param name="weightColumnName">How much a row counts: of text and integers one that counts nothing opens no class. Null where all count.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There is no class, or more than there may be.</exception>
    public static ClassLabels Read(IDataView data, string labelColumnName, LabelOptions? options = null, string? weightColumnName = null)
    {
        options ??= LabelOptions.Default;
        ArgumentNullException.ThrowIfNull(data);
        var column = ColumnChecks.ClassLabel(data.Schema, labelColumnName);
        var type = LabelTypes.Of(column)!;
        RequireFewKeys(column);
        var values = column.Type is KeyDataViewType ? type.ReadKeyValues(column)
            : type is BooleanLabels ? [bool.FalseString, bool.TrueString]
            : ColumnChecks.FindNamed(data.Schema, ColumnRole.Weight, weightColumnName) is { } weight ? ReadWeighed(data, column, weight)
            : type.ReadRows(data, column);
        string[] names = [.. values.Select(options.Clean).Where(name => name.Length > 0).Distinct(options.Comparer).Take(ColumnBlocks.MaximumSlots + 1)];
        return new ClassLabels(type, names, [.. Enumerable.Range(0, names.Length)], options).RequireSome(labelColumnName);
    }

    /// <summary>The index of a value's class, or −1 where the learner knows none.</summary>
    /// <param name="name">The value as text.</param>
    public int IndexOf(ReadOnlySpan<char> name) => _slotOf.TryGetValue(Options.Clean(name), out int slot) ? _indices[slot] : NotLearnt;

    /// <summary>The slot of a value, or −1 where there is none.</summary>
    /// <param name="name">The value as text.</param>
    public int SlotOf(ReadOnlySpan<char> name) => _slotOf.TryGetValue(Options.Clean(name), out int slot) ? slot : -1;

    /// <summary>These classes with further ones learnt, one after the other: each has the next index, in the slot of its value or in a further one.</summary>
    /// <param name="names">The values as text, each as <see cref="Names"/> has it.</param>
    /// <exception cref="ArgumentException">One is learnt already, or is no value of the label's type.</exception>
    public ClassLabels Append(params IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return this;
        }

        List<string> all = [.. _names];
        List<int> indices = [.. _indices];
        int next = LearntCount;
        foreach (string name in names)
        {
            if (name is not null && SlotOf(name) is >= 0 and var slot && indices[slot] == NotLearnt)
            {
                indices[slot] = next++;
            }
            else
            {
                all.Add(name is null ? "" : Options.Clean(name));
                indices.Add(next++);
            }
        }

        return new(Type, all, indices, Options);
    }

    /// <summary>These classes with a slot for each value of a dictionary, behind those that there are; none of them is learnt.</summary>
    /// <param name="names">The values as text, in their order; those that are empty, or have a slot, are passed over.</param>
    public ClassLabels WithSlots(IEnumerable<string> names)
    {
        string[] further = [.. names.Select(Options.Clean).Where(name => name.Length > 0 && SlotOf(name) < 0).Distinct(Options.Comparer)];
        return further.Length == 0 ? this : new(Type, [.. _names, .. further], [.. _indices, .. further.Select(_ => NotLearnt)], Options);
    }

    /// <summary>The classes that were learnt first: the others lose their indices, and behind the last of these their slots.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many.</exception>
    public ClassLabels First(int count)
    {
        Online.Require.InRange(count, 1, LearntCount);
        int length = Count;
        while (_indices[length - 1] >= count)
        {
            length--;
        }

        return new(Type, _names[..length], [.. _indices[..length].Select(index => index < count ? index : NotLearnt)], Options);
    }

    /// <summary>Whether every class of others has the same slot and, if it is learnt, the same index here.</summary>
    internal bool Extends(ClassLabels other) => Type == other.Type && Options == other.Options && _names.AsSpan().StartsWith(other._names)
        && other._indices.Zip(_indices).All(pair => pair.First == pair.Second || pair.First == NotLearnt);

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

    /// <summary>These classes and a further one; null where there are as many as there may be, or the text is none that can be added.</summary>
    internal ClassLabels? TryAppend(string name) => !IsFull(name) && CanBeFurther(name) ? Append(name) : null;

    /// <summary>The target of a label that opens no class: <see cref="Online.IClassifier.BeyondLimit"/> where it would but for the number of classes.</summary>
    internal float TargetUnopened(string name) => CanBeFurther(name) ? Online.IClassifier.BeyondLimit : TargetOf(name);

    /// <summary>The target of a label that is told as text.</summary>
    internal float TargetOf(ReadOnlySpan<char> name) => Options.Clean(name).IsEmpty ? float.NaN : IndexOf(name);

    /// <summary>These classes, unless there are none, or more than there may be, or one whose name is too long.</summary>
    internal ClassLabels RequireSome(string labelColumnName) => LearntCount switch
    {
        0 => throw new InvalidOperationException($"No row has a label in column '{labelColumnName}': there is no class."),
        _ when Count > ColumnBlocks.MaximumSlots => throw TooMany(labelColumnName),
        _ when Array.Find(_names, static name => name.Length > TextLength.Largest) is { } tooLong => throw new InvalidOperationException(
            TextLength.Problem(tooLong, $"A label of column '{labelColumnName}'")),
        var count when count > Options.MaximumClasses => throw new InvalidOperationException(
            $"Label column '{labelColumnName}' has {count} classes, '{LearntNames[^1]}' among them; MaximumClasses is {Options.MaximumClasses}."),
        _ => this,
    };

    /// <summary>
    /// These classes with a slot for each value that the keys of a label column stand for, in their order; the same where the column is no key.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are more than a saved model can write.</exception>
    internal ClassLabels WithKeysOf(DataViewSchema.Column label)
    {
        RequireFewKeys(label);
        return label.Type is KeyDataViewType ? WithSlots(LabelTypes.Of(label)!.ReadKeyValues(label).Where(Type.IsValue)) : this;
    }

    /// <summary>The labels of the rows that count; empty where missing.</summary>
    private static IEnumerable<string> ReadWeighed(IDataView data, DataViewSchema.Column label, DataViewSchema.Column weight)
    {
        using var cursor = data.GetRowCursor([label, weight]);
        var (name, weigh) = (CreateNameReader(cursor, label), cursor.GetGetter<float>(weight));
        float value = 0;
        while (cursor.MoveNext())
        {
            weigh(ref value);
            if (value > 0 && float.IsFinite(value))
            {
                yield return name();
            }
        }
    }

    private bool CanBeFurther(string name) =>
        Options.Clean(name).Length is > 0 and <= TextLength.Largest && Type.IsValue(Options.Clean(name)) && IndexOf(name) < 0;

    private bool IsFull(string name) => LearntCount >= Options.MaximumClasses || (Count >= ColumnBlocks.MaximumSlots && SlotOf(name) < 0);

    private static void RequireFewKeys(DataViewSchema.Column label)
    {
        if (label.Type is KeyDataViewType key && key.Count > (ulong)ColumnBlocks.MaximumSlots)
        {
            throw TooMany(label.Name);
        }
    }

    private static InvalidOperationException TooMany(string label) =>
        new($"Label column '{label}' has more classes than the {ColumnBlocks.MaximumSlots} that a saved model can write.");
}
