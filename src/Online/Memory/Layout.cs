using System.Collections.ObjectModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>How a flat buffer is divided into fields. Every field begins on a boundary of 128 bytes: whole tiles, whatever the kind.</summary>
internal sealed class Layout
{
    /// <summary>Alignment of a field, in bytes.</summary>
    public const int Alignment = Tile.Lanes * sizeof(double);

    private readonly List<Field> _fields = [];
    private readonly List<Action<FlatBuffer>> _rules = [];

    /// <summary>The fields, in order.</summary>
    public ReadOnlyCollection<Field> Fields => _fields.AsReadOnly();

    /// <summary>Bytes that a buffer of this layout takes.</summary>
    public int ByteLength { get; private set; }

    /// <summary>Appends a field of <typeparamref name="T"/>.</summary>
    /// <param name="name">A name that no other field of this layout has.</param>
    /// <param name="shape">Dimensions, outermost first.</param>
    public Field Add<T>(string name, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        if (_fields.Exists(field => field.Name == name))
        {
            throw new ArgumentException($"The layout already has a field '{name}'.", nameof(name));
        }

        int length = 1;
        foreach (int dimension in shape)
        {
            length = checked(length * dimension);
        }

        return Append(name, ElementKinds.Of<T>(), length, string.Join('x', shape.ToArray()));
    }

    /// <summary>Appends a field that <see cref="FlatBuffer.Ref{TStruct}"/> reads as one value: numbers that have names, saved as a row of elements.</summary>
    /// <typeparam name="TStruct">A struct whose every member is a <typeparamref name="TElement"/>, or an inline array of them.</typeparam>
    /// <typeparam name="TElement">What it is made of.</typeparam>
    /// <param name="name">A name that no other field of this layout has.</param>
    internal Field AddStruct<TStruct, TElement>(string name)
        where TStruct : unmanaged
        where TElement : unmanaged => Add<TElement>(name, Unsafe.SizeOf<TStruct>() / Unsafe.SizeOf<TElement>());

    /// <summary>Appends a field that <see cref="FlatBuffer.Refs{TStruct}"/> reads as so many values of named numbers.</summary>
    /// <typeparam name="TStruct">A struct whose every member is a <typeparamref name="TElement"/>.</typeparam>
    /// <typeparam name="TElement">What it is made of.</typeparam>
    /// <param name="name">A name that no other field of this layout has.</param>
    /// <param name="count">Number of values.</param>
    internal Field AddStructs<TStruct, TElement>(string name, int count)
        where TStruct : unmanaged
        where TElement : unmanaged => Add<TElement>(name, count, Unsafe.SizeOf<TStruct>() / Unsafe.SizeOf<TElement>());

    /// <summary>Adds what must hold of the fields of a buffer that was read from somewhere.</summary>
    /// <param name="rule">Throws an <see cref="InvalidDataException"/> that names the field where it does not hold.</param>
    internal void Require(Action<FlatBuffer> rule) => _rules.Add(rule);

    /// <summary>Throws unless all that must hold of a buffer of this layout does.</summary>
    /// <exception cref="InvalidDataException">A field holds what no learner of this layout can have come to.</exception>
    internal void Check(FlatBuffer buffer)
    {
        foreach (var rule in _rules)
        {
            rule(buffer);
        }
    }

    /// <summary>The layout that <see cref="ToString"/> describes.</summary>
    /// <exception cref="FormatException">The text describes none.</exception>
    public static Layout Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var layout = new Layout();
        foreach (string description in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (description.Split([':', '[', ']']) is not [var name, var kind, var shape, ""] || !Enum.TryParse<ElementKind>(kind, out var element))
            {
                throw new FormatException($"'{description}' describes no field.");
            }

            int length = shape.Split('x')
                .Aggregate(1, (product, dimension) => checked(product * int.Parse(dimension, NumberStyles.None, CultureInfo.InvariantCulture)));
            layout.Append(name, element, length, shape);
        }

        return layout;
    }

    /// <summary>The field of a name, or null.</summary>
    public Field? Find(string name)
    {
        int index = _fields.FindIndex(field => field.Name == name);
        return index < 0 ? null : _fields[index];
    }

    /// <summary>All fields in one line: names, kinds and shapes. Equal text means equal layout.</summary>
    public override string ToString() => string.Join(' ', _fields);

    private Field Append(string name, ElementKind kind, int length, string shape)
    {
        var added = new Field(name, kind, ByteLength, length, shape);
        _fields.Add(added);
        int bytes = checked(length * kind.Size());
        ByteLength = checked(ByteLength + ((bytes + Alignment - 1) / Alignment * Alignment));
        return added;
    }
}
