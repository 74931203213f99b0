using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Data;

// How the values of a column's type are written.
internal static class ValueCodec
{
    public static ValueCodec<T> Of<T>(DataViewType type) => (ValueCodec<T>)(type switch
    {
        VectorDataViewType vector => GenericCall.Invoke(VectorOf<int>, vector.ItemType.RawType, vector),
        TextDataViewType => new TextCodec(),
        _ => GenericCall.Invoke(PlainOf<int>, type.RawType, type),
    });

    private static object VectorOf<T>(VectorDataViewType type) => new VectorCodec<T>(Of<T>(type.ItemType));

    private static object PlainOf<T>(DataViewType type)
        where T : unmanaged =>
        new PlainCodec<T>();

    private sealed class PlainCodec<T> : ValueCodec<T>
        where T : unmanaged
    {
        public override void Write(BinaryWriter writer, T value) => writer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

        public override T Read(BinaryReader reader)
        {
            Span<byte> bytes = stackalloc byte[Unsafe.SizeOf<T>()];
            reader.BaseStream.ReadExactly(bytes);
            return MemoryMarshal.Read<T>(bytes);
        }
    }

    private sealed class TextCodec : ValueCodec<ReadOnlyMemory<char>>
    {
        public override void Write(BinaryWriter writer, ReadOnlyMemory<char> value) => writer.Write(value.ToString());

        public override ReadOnlyMemory<char> Read(BinaryReader reader) => reader.ReadString().AsMemory();
    }

    private sealed class VectorCodec<T>(ValueCodec<T> items) : ValueCodec<VBuffer<T>>
    {
        public override void Write(BinaryWriter writer, VBuffer<T> value)
        {
            writer.Write(value.Length);
            writer.Write(value.GetValues().Length);
            foreach (var item in value.GetValues())
                items.Write(writer, item);
            foreach (var index in value.GetIndices())
                writer.Write(index);
        }

        public override VBuffer<T> Read(BinaryReader reader)
        {
            var length = reader.ReadInt32();
            var count = reader.ReadInt32();
            var values = new List<T>();
            for (var i = 0; i < count; i++)
                values.Add(items.Read(reader));
            if (count == length)
                return new VBuffer<T>(length, [.. values]);
            var indices = new List<int>();
            for (var i = 0; i < count; i++)
                indices.Add(reader.ReadInt32());
            return new VBuffer<T>(length, count, [.. values], [.. indices]);
        }
    }
}
