using System.Buffers.Binary;

namespace AdaptiveML.Streams;

/// <summary>A record of a segment: length of the entry (int32), CRC-32C of what follows (uint32), sequence number (int64), the entry.</summary>
internal static class SegmentRecord
{
    public const int HeadLength = sizeof(int) + sizeof(uint) + sizeof(long);

    /// <summary>Longest entry, in bytes: 512 MiB.</summary>
    public const int LongestEntry = 512 << 20;

    private const int CheckedFrom = sizeof(int) + sizeof(uint);

    public static int Length(int entryLength) => checked(HeadLength + entryLength);

    /// <summary>Writes a record.</summary>
    /// <param name="record">Receives it; <see cref="Length"/> bytes.</param>
    /// <param name="sequence">The entry's number.</param>
    /// <param name="entry">The entry.</param>
    public static void Write(Span<byte> record, long sequence, ReadOnlySpan<byte> entry)
    {
        BinaryPrimitives.WriteInt32LittleEndian(record, entry.Length);
        BinaryPrimitives.WriteInt64LittleEndian(record[CheckedFrom..], sequence);
        entry.CopyTo(record[HeadLength..]);
        BinaryPrimitives.WriteUInt32LittleEndian(record[sizeof(int)..], Crc32C.Of(record[CheckedFrom..Length(entry.Length)]));
    }

    /// <summary>The length of the record that bytes begin with, if it is whole and of a sequence number; else 0.</summary>
    public static int Find(ReadOnlySpan<byte> bytes, long sequence)
    {
        if (bytes.Length < HeadLength || BinaryPrimitives.ReadInt64LittleEndian(bytes[CheckedFrom..]) != sequence)
        {
            return 0;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return length >= 0 && length <= bytes.Length - HeadLength
            && Crc32C.Of(bytes[CheckedFrom..(HeadLength + length)]) == BinaryPrimitives.ReadUInt32LittleEndian(bytes[sizeof(int)..])
            ? HeadLength + length
            : 0;
    }

    /// <summary>A record that <see cref="Find"/> has found whole, and where the next begins.</summary>
    public static (long Sequence, ReadOnlyMemory<byte> Entry) Read(ReadOnlyMemory<byte> bytes, ref int at)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[at..]);
        long sequence = BinaryPrimitives.ReadInt64LittleEndian(bytes.Span[(at + CheckedFrom)..]);
        var entry = bytes.Slice(at + HeadLength, length);
        at += HeadLength + length;
        return (sequence, entry);
    }

    /// <summary>Whether a whole record of a later entry begins somewhere in bytes: then what is before it is damaged, not torn.</summary>
    public static bool IsFollowed(ReadOnlySpan<byte> bytes, long after)
    {
        for (int at = 1; at + HeadLength <= bytes.Length; at++)
        {
            long sequence = BinaryPrimitives.ReadInt64LittleEndian(bytes[(at + CheckedFrom)..]);
            if (sequence > after && sequence - after <= bytes.Length / HeadLength && Find(bytes[at..], sequence) > 0)
            {
                return true;
            }
        }

        return false;
    }
}
