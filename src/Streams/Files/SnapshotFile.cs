using System.Buffers.Binary;
using System.Globalization;

namespace AdaptiveML.Streams;

/// <summary>
/// A snapshot as a file: "AMLSNAP1", sequence number (int64), length of the bytes (int64), CRC-32C of all else (uint32), the bytes. Its name is the number.
/// </summary>
internal static class SnapshotFile
{
    private const int HeadLength = 8 + (2 * sizeof(long)) + sizeof(uint);
    private const int ChecksumAt = HeadLength - sizeof(uint);
    private const string Extension = ".snapshot", Unfinished = ".tmp";

    private static ReadOnlySpan<byte> Magic => "AMLSNAP1"u8;

    /// <summary>Numbers of the snapshots in a folder, rising.</summary>
    public static List<long> List(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*" + Extension).Select(NumberOf).Order()];

    /// <summary>Deletes what was not finished.</summary>
    public static void Clean(string folder, FileSteps steps)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*" + Unfinished))
        {
            steps.Delete(path);
        }
    }

    /// <summary>Writes a snapshot that is there whole or not at all.</summary>
    public static void Write(string folder, StoredSnapshot snapshot, FileSteps steps)
    {
        byte[] bytes = new byte[checked(HeadLength + snapshot.Bytes.Length)];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(Magic.Length), snapshot.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(Magic.Length + sizeof(long)), snapshot.Bytes.Length);
        snapshot.Bytes.Span.CopyTo(bytes.AsSpan(HeadLength));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(ChecksumAt), Checksum(bytes));

        string path = PathOf(folder, snapshot.Sequence);
        using (var file = File.OpenHandle(path + Unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            steps.Write(file, bytes, 0);
            steps.Flush(file, path);
        }

        steps.Rename(path + Unfinished, path);
        steps.FlushFolder(folder);
    }

    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static StoredSnapshot Read(string folder, long sequence)
    {
        string path = PathOf(folder, sequence);
        byte[] bytes = File.ReadAllBytes(path);
        bool isWhole = bytes.Length >= HeadLength && bytes.AsSpan().StartsWith(Magic)
            && BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(Magic.Length)) == sequence
            && BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(Magic.Length + sizeof(long))) == bytes.Length - HeadLength
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(ChecksumAt)) == Checksum(bytes);
        return isWhole ? new(sequence, bytes.AsMemory(HeadLength)) : throw new InvalidDataException($"The snapshot '{path}' is damaged.");
    }

    public static void Delete(string folder, long sequence, FileSteps steps) => steps.Delete(PathOf(folder, sequence));

    /// <summary>Of all but the checksum itself.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes) => Crc32C.Of(bytes[..ChecksumAt]) ^ Crc32C.Of(bytes[HeadLength..]);

    private static string PathOf(string folder, long sequence) => Path.Combine(folder, sequence.ToString("D20", CultureInfo.InvariantCulture) + Extension);

    private static long NumberOf(string path) =>
        long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new InvalidDataException($"'{path}' is not named as a snapshot.");
}
