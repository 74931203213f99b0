using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace AdaptiveML.Streams;

/// <summary>Writes little-endian values one behind the other into a buffer that grows and is used again.</summary>
internal sealed class EntryWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] _buffer = new byte[1024];

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public void Byte(byte value) => Next(1)[0] = value;

    public void UInt16(int value) => BinaryPrimitives.WriteUInt16LittleEndian(Next(sizeof(ushort)), checked((ushort)value));

    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Next(sizeof(int)), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Next(sizeof(long)), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Next(sizeof(ulong)), value);

    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Next(sizeof(double)), value);

    public void Float(float value) => BinaryPrimitives.WriteSingleLittleEndian(Next(sizeof(float)), value);

    public void Bytes(ReadOnlySpan<byte> values) => values.CopyTo(Next(values.Length));

    /// <summary>Floats as they lie in memory, bit for bit.</summary>
    public void Floats(ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            Bytes(MemoryMarshal.AsBytes(values));
            return;
        }

        foreach (float value in values)
        {
            Float(value);
        }
    }

    /// <summary>Bytes of a text.</summary>
    /// <exception cref="ArgumentException">It is too long, or no text: it has half of a surrogate pair.</exception>
    public static int LengthOf(string text) => text.Length <= Operation.MaximumTextLength
        ? Utf8.GetByteCount(text)
        : throw new ArgumentException($"A text of {text.Length} characters is longer than {Operation.MaximumTextLength}.", nameof(text));

    /// <summary>A text: bytes of UTF-8, their number before them.</summary>
    /// <exception cref="ArgumentException">It is too long, or no text: it has half of a surrogate pair.</exception>
    public void Text(string text)
    {
        int length = LengthOf(text);
        UInt16(length);
        Utf8.GetBytes(text, Next(length));
    }

    private Span<byte> Next(int count)
    {
        int from = Length;
        int length = checked(from + count);
        if (length > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(length, (int)Math.Min(Array.MaxLength, 2L * _buffer.Length)));
        }

        Length = length;
        return _buffer.AsSpan(from, count);
    }
}
