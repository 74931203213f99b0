using System.Collections.ObjectModel;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>How a flat buffer is divided into fields. Every field begins on a boundary of 128 bytes: whole tiles, whatever the kind.</summary>
public sealed class Layout
{
    /// <summary>Alignment of a field, in bytes.</summary>
    public const int Alignment = Tile.Lanes * sizeof(double);

    private readonly List<Field> _fields = [];

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

        var added = new Field(name, ElementKinds.Of<T>(), ByteLength, length, string.Join('x', shape.ToArray()));
        _fields.Add(added);
        int bytes = checked(length * added.Kind.Size());
        ByteLength = checked(ByteLength + ((bytes + Alignment - 1) / Alignment * Alignment));
        return added;
    }

    /// <summary>All fields in one line: names, kinds and shapes. Equal text means equal layout.</summary>
    public override string ToString() => string.Join(' ', _fields);
}
