using System.Runtime.InteropServices;

namespace Microsoft.ML.Data;

// Arrays in a model file.
internal static class BinaryArrays
{
    public static void WriteArray<T>(this BinaryWriter writer, T[] values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    public static T[] ReadArray<T>(this BinaryReader reader)
        where T : unmanaged
    {
        var codec = ValueCodec.Of<T>(DataKinds.TypeOf(typeof(T))!);
        var values = new List<T>();
        for (var left = reader.ReadInt32(); left > 0; left--)
            values.Add(codec.Read(reader));
        return [.. values];
    }
}
