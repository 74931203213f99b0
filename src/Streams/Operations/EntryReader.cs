using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace AdaptiveML.Streams;

/// <summary>Reads what <see cref="EntryWriter"/> wrote, and throws <see cref="InvalidDataException"/> where it is not there.</summary>
/// <param name="bytes">All of it.</param>
/// <param name="what">What it is, for messages.</param>
internal ref struct EntryReader(ReadOnlySpan<byte> bytes, string what)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public byte Byte(string field) => Next(1, field)[0];

    public ushort UInt16(string field) => BinaryPrimitives.ReadUInt16LittleEndian(Next(sizeof(ushort), field));

    public int Int32(string field) => BinaryPrimitives.ReadInt32LittleEndian(Next(sizeof(int), field));

    public long Int64(string field) => BinaryPrimitives.ReadInt64LittleEndian(Next(sizeof(long), field));

    public ulong UInt64(string field) => BinaryPrimitives.ReadUInt64LittleEndian(Next(sizeof(ulong), field));

    public double Double(string field) => BinaryPrimitives.ReadDoubleLittleEndian(Next(sizeof(double), field));

    public float Float(string field) => BinaryPrimitives.ReadSingleLittleEndian(Next(sizeof(float), field));

    public ReadOnlySpan<byte> Bytes(int count, string field) => Next(count, field);

    public byte[] Hash(string field) => Next(Operation.HashLength, field).ToArray();

    /// <summary>A whole number in a range.</summary>
    public int Count(int value, int minimum, int maximum, string field) =>
        value >= minimum && value <= maximum ? value : throw Wrong($"{field} is {value}, not from {minimum} to {maximum}");

    /// <summary>A whole number that is not negative.</summary>
    public long Natural(string field)
    {
        long value = Int64(field);
        return value >= 0 ? value : throw Wrong($"{field} is {value}");
    }

    public DateTime Time(string field)
    {
        long ticks = Int64(field);
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new(ticks, DateTimeKind.Utc) : throw Wrong($"{field} is {ticks} ticks, which is no time");
    }

    public float[] Floats(int count, string field)
    {
        var bytes = Next(checked(count * (long)sizeof(float)), field);
        float[] values = new float[count];
        if (BitConverter.IsLittleEndian)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }

        for (int i = 0; i < count; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }

        return values;
    }

    public string Text(string field)
    {
        int length = Count(UInt16(field), 0, Utf8.GetMaxByteCount(Operation.MaximumTextLength), $"length of {field}");
        try
        {
            string text = Utf8.GetString(Next(length, field));
            Count(text.Length, 0, Operation.MaximumTextLength, $"characters of {field}");
            return text;
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException(Message($"{field} is no UTF-8"), exception);
        }
    }

    /// <summary>Throws if there is more.</summary>
    public readonly void End()
    {
        if (_at < _bytes.Length)
        {
            throw Wrong($"{_bytes.Length - _at} bytes follow its end");
        }
    }

    public readonly InvalidDataException Wrong(string problem) => new(Message(problem));

    private readonly string Message(string problem) => $"This is no {what}: {problem} (byte {_at} of {_bytes.Length}).";

    private ReadOnlySpan<byte> Next(long count, string field)
    {
        if (count > _bytes.Length - _at)
        {
            throw Wrong($"{field} takes {count} bytes and {_bytes.Length - _at} are left");
        }

        var next = _bytes.Slice(_at, (int)count);
        _at += (int)count;
        return next;
    }
}
