using System.Buffers.Binary;
using System.IO.Compression;
using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>
/// A payload as text: base64 of its bytes; one of more than a mebibyte is compressed, and each character holds 15 bits of it. ML.NET has a saved model's text
/// in memory a dozen times over while it loads it, so that what the text takes is what loading takes.
/// </summary>
/// <remarks>
/// Compressed: "QWRhcHR2TVo=", then as characters from U+3400 the length of the payload (int64), the payload in zlib's format, and zeros up to a sixteenth of
/// that length. So a text never asks for more than sixteen times the memory that it takes itself.
/// </remarks>
internal static class PayloadText
{
    /// <summary>Largest payload that is not compressed, in bytes.</summary>
    public const int LargestPlain = 1 << 20;

    private const string Magic = "QWRhcHR2TVo=";
    private const char First = '\u3400';
    private const int Bits = 15, MostTimes = 16;

    /// <summary>The text of a payload; the same payload gives the same text.</summary>
    public static string Encode(ReadOnlySpan<byte> payload)
    {
        if (payload.Length <= LargestPlain)
        {
            return Convert.ToBase64String(payload);
        }

        using var compressed = new MemoryStream(payload.Length / 2);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, payload.Length);
        compressed.Write(length);
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(payload);
        }

        compressed.SetLength(Math.Max(compressed.Length, payload.Length / MostTimes));
        int characters = (int)(((8 * compressed.Length) + Bits - 1) / Bits);
        return string.Create(Magic.Length + characters, compressed, static (text, bytes) =>
        {
            Magic.CopyTo(text);
            Pack(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), text[Magic.Length..]);
        });
    }

    /// <summary>The payload of a text.</summary>
    /// <exception cref="InvalidDataException">The text is damaged; the message says how.</exception>
    public static ReadOnlyMemory<byte> Decode(ReadOnlySpan<char> text)
    {
        if (text.StartsWith(Magic))
        {
            return Decompress(Unpack(text[Magic.Length..]));
        }

        byte[] bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64Chars(text, bytes, out int count)
            ? bytes.AsMemory(0, count)
            : throw new InvalidDataException("The saved learner is damaged: its text is not base64.");
    }

    private static byte[] Decompress(byte[] bytes)
    {
        long length = bytes.Length < sizeof(long) ? -1 : BinaryPrimitives.ReadInt64LittleEndian(bytes);
        if (length is <= LargestPlain or > LearnerPayload.MaximumLength || length / MostTimes > bytes.Length)
        {
            throw new InvalidDataException($"The saved learner is damaged: its {bytes.Length} compressed bytes say that it has {length}.");
        }

        byte[] payload = new byte[length];
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(bytes, sizeof(long), bytes.Length - sizeof(long)), CompressionMode.Decompress);
            zlib.ReadExactly(payload);
            return zlib.ReadByte() < 0
                ? payload
                : throw new InvalidDataException($"The saved learner is damaged: it has more than the {length} bytes that it speaks of.");
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("The saved learner is damaged: what was compressed has an early end.", exception);
        }
    }

    private static void Pack(ReadOnlySpan<byte> bytes, Span<char> characters)
    {
        int next = 0, bits = 0;
        uint rest = 0;
        foreach (byte value in bytes)
        {
            rest |= (uint)value << bits;
            bits += 8;
            if (bits >= Bits)
            {
                characters[next++] = (char)(First + (rest & ((1 << Bits) - 1)));
                rest >>= Bits;
                bits -= Bits;
            }
        }

        if (bits > 0)
        {
            characters[next] = (char)(First + rest);
        }
    }

    private static byte[] Unpack(ReadOnlySpan<char> characters)
    {
        byte[] bytes = new byte[(long)characters.Length * Bits / 8];
        int next = 0, bits = 0;
        uint rest = 0;
        foreach (char character in characters)
        {
            uint value = (uint)(character - First);
            if (value >> Bits != 0)
            {
                throw new InvalidDataException($"The saved learner is damaged: its text has the character U+{(int)character:X4}.");
            }

            rest |= value << bits;
            for (bits += Bits; bits >= 8 && next < bytes.Length; bits -= 8)
            {
                bytes[next++] = (byte)rest;
                rest >>= 8;
            }
        }

        return bytes;
    }
}
