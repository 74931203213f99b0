using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace AdaptiveML.Streams;

/// <summary>
/// A file of a journal: "AMLJRNL1", the number of its first entry (int64), CRC-32C of both (uint32), then records one behind the other. Its name is that
/// number.
/// </summary>
internal static class SegmentFile
{
    public const int HeadLength = 8 + sizeof(long) + sizeof(uint);

    public const string Extension = ".journal";

    private static ReadOnlySpan<byte> Magic => "AMLJRNL1"u8;

    public static string Name(long first) => first.ToString("D20", CultureInfo.InvariantCulture) + Extension;

    /// <summary>Numbers of the first entries of the segments in a folder, rising.</summary>
    public static List<long> List(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*" + Extension).Select(FirstOf).Order()];

    /// <summary>Makes a segment that lasts.</summary>
    public static SafeFileHandle Create(string folder, long first, FileSteps steps)
    {
        var file = File.OpenHandle(Path.Combine(folder, Name(first)), FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        try
        {
            steps.Write(file, Head(first), 0);
            steps.Flush(file, folder);
            steps.FlushFolder(folder);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a segment and checks its head.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">Bytes to read; null for all.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static byte[] Read(string path, long? length = null)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[length ?? RandomAccess.GetLength(file)];
        int read = 0;
        while (read < bytes.Length)
        {
            int more = RandomAccess.Read(file, bytes.AsSpan(read), read);
            if (more == 0)
            {
                throw Damaged(path, read, "the file ends here");
            }

            read += more;
        }

        return bytes.AsSpan().StartsWith(Head(FirstOf(path))) ? bytes : throw Damaged(path, 0, "it does not begin as a segment with this name");
    }

    /// <summary>Goes over the whole records of a segment.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="bytes">What is in it.</param>
    /// <param name="end">Receives where the last whole record ends.</param>
    /// <returns>Number of the last entry; of none, that of the one before the segment.</returns>
    /// <exception cref="InvalidDataException">A record is damaged, and a whole one follows it.</exception>
    public static long Scan(string path, ReadOnlySpan<byte> bytes, out int end)
    {
        long last = FirstOf(path) - 1;
        end = HeadLength;
        for (int length; (length = SegmentRecord.Find(bytes[end..], last + 1)) > 0; end += length)
        {
            last++;
        }

        return !SegmentRecord.IsFollowed(bytes[end..], last) ? last : throw Damaged(path, end, $"entry {last + 1} is not whole, and others follow");
    }

    public static InvalidDataException Damaged(string path, long offset, string what) => new($"The journal is damaged in '{path}' at byte {offset}: {what}.");

    private static byte[] Head(long first)
    {
        byte[] head = new byte[HeadLength];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(Magic.Length), first);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(^sizeof(uint)), Crc32C.Of(head.AsSpan(..^sizeof(uint))));
        return head;
    }

    private static long FirstOf(string path) =>
        long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out long first) && first > 0
            ? first
            : throw new InvalidDataException($"'{path}' is not named as a segment of a journal.");
}
