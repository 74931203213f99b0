using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AdaptiveML.Streams.Tests;

/// <summary>Random changes of bytes.</summary>
internal static class ByteChanges
{
    private static readonly int[] Extremes = [0, 1, -1, int.MaxValue, int.MinValue, 1 << 20, 1 << 26, 255, 65_536];

    /// <summary>A copy with one to three changes: bits, bytes, whole numbers, blocks that are gone, doubled or moved. It is never the same.</summary>
    public static byte[] Change(byte[] sound, Random random)
    {
        byte[] changed = sound;
        for (int i = random.Next(3); i >= 0 || changed.AsSpan().SequenceEqual(sound); i--)
        {
            changed = Once([.. changed], random);
        }

        return changed;
    }

    /// <summary>Puts SHA-256 of all that stands before it at the end.</summary>
    public static byte[] Seal(byte[] changed)
    {
        if (changed.Length >= SHA256.HashSizeInBytes)
        {
            SHA256.HashData(changed.AsSpan(..^SHA256.HashSizeInBytes), changed.AsSpan(^SHA256.HashSizeInBytes..));
        }

        return changed;
    }

    private static byte[] Once(byte[] bytes, Random random)
    {
        if (bytes.Length < 8)
        {
            return [.. bytes, (byte)random.Next(256)];
        }

        // Heads are short, and more is decided by them.
        int at = random.Next(random.Next(2) == 0 ? Math.Min(bytes.Length, 160) : bytes.Length);
        int length = Math.Min(1 + random.Next(40), bytes.Length - at);
        switch (random.Next(7))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 2:
                return [.. bytes[..(at + length)], .. bytes[at..]];
            case 3:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 4 when at <= bytes.Length - sizeof(int):
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), Extremes[random.Next(Extremes.Length)]);
                return bytes;
            case 5:
                bytes.AsSpan(random.Next(bytes.Length - length + 1), length).CopyTo(bytes.AsSpan(at));
                return bytes;
            default:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
        }
    }
}
