using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Online;

/// <summary>One contiguous, aligned piece of memory that a layout divides into fields. Starts as zeros.</summary>
internal sealed unsafe class FlatBuffer
{
    private readonly byte[] _storage;
    private readonly byte* _start;

    /// <summary>Makes a buffer.</summary>
    public FlatBuffer(Layout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;

        // Pinned for its life, so the aligned start stays where it is; the array keeps it alive.
        _storage = GC.AllocateArray<byte>(layout.ByteLength + Layout.Alignment, pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_storage));
        _start = (byte*)((address + Layout.Alignment - 1) / Layout.Alignment * Layout.Alignment);
    }

    /// <summary>The division into fields.</summary>
    public Layout Layout { get; }

    /// <summary>All of it, padding between fields included.</summary>
    public Span<byte> Bytes => new(_start, Layout.ByteLength);

    /// <summary>A field's elements.</summary>
    /// <exception cref="ArgumentException">The field is not of type <typeparamref name="T"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> View<T>(scoped in Field field)
        where T : unmanaged
    {
        if (field.Kind != ElementKinds.Of<T>() || field.Offset + (field.Length * sizeof(T)) > Layout.ByteLength)
        {
            ThrowForeignField(field, typeof(T));
        }

        return new Span<T>(_start + field.Offset, field.Length);
    }

    /// <summary>A field's elements as one value.</summary>
    /// <typeparam name="TStruct">As it was added: <see cref="Layout.AddStruct{TStruct, TElement}"/>.</typeparam>
    /// <exception cref="ArgumentException">The field is not of the size of <typeparamref name="TStruct"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref TStruct Ref<TStruct>(scoped in Field field)
        where TStruct : unmanaged
    {
        if (field.Length * field.Kind.Size() != sizeof(TStruct) || field.Offset + sizeof(TStruct) > Layout.ByteLength)
        {
            ThrowForeignField(field, typeof(TStruct));
        }

        return ref *(TStruct*)(_start + field.Offset);
    }

    /// <summary>A field's elements as values of named numbers.</summary>
    /// <typeparam name="TStruct">As it was added: <see cref="Layout.AddStructs{TStruct, TElement}"/>.</typeparam>
    /// <exception cref="ArgumentException">The field is not whole values of <typeparamref name="TStruct"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<TStruct> Refs<TStruct>(scoped in Field field)
        where TStruct : unmanaged
    {
        int bytes = field.Length * field.Kind.Size();
        if (bytes % sizeof(TStruct) != 0 || field.Offset + bytes > Layout.ByteLength)
        {
            ThrowForeignField(field, typeof(TStruct));
        }

        return new Span<TStruct>(_start + field.Offset, bytes / sizeof(TStruct));
    }

    /// <summary>The whole buffer as elements of <typeparamref name="T"/>, for a layout that has no other kind.</summary>
    public Span<T> All<T>()
        where T : unmanaged => new(_start, Layout.ByteLength / sizeof(T));

    /// <summary>Overwrites this buffer with another of the same layout.</summary>
    public void CopyFrom(FlatBuffer source)
    {
        ArgumentNullException.ThrowIfNull(source);
        source.Bytes.CopyTo(Bytes);
    }

    private void ThrowForeignField(Field field, Type type) =>
        throw new ArgumentException($"{field} is no field of {type.Name} in a buffer of {Layout.ByteLength} bytes.", nameof(field));
}
