using System.Buffers.Binary;
using System.IO.Compression;
using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>
/// A payload as text: base64 of its bytes; one of more than a mebibyte is compressed, and each character holds 15 bits of it. ML.NET has a saved model's text
/// in memory a dozen times over while it loads it, so that what the text takes is what loading takes.
/// </summary>
/// <remarks>
/// Compressed: "QWRhcHR2TVo=", then as characters from U+3400 the lengths of the payload and of what it is compressed to (int64), the payload in zlib's
/// format, and zeros up to a sixteenth of its length. So a text never asks for more than sixteen times the memory that it takes itself.
/// </remarks>
internal static class PayloadText
{
    /// <summary>Largest payload that is not compressed, in bytes.</summary>
    public const int LargestPlain = 1 << 20;

    private const string Magic = "QWRhcHR2TVo=";
    private const char First = '\u3400';
    private const int Bits = 15, MostTimes = 16, Header = 2 * sizeof(long);

    /// <summary>The text of a payload; the same payload gives the same text.</summary>
    public static string Encode(ReadOnlySpan<byte> payload)
    {
        if (payload.Length <= LargestPlain)
        {
            return Convert.ToBase64String(payload);
        }

        using var compressed = new MemoryStream(payload.Length / 2);
        compressed.SetLength(Header);
        compressed.Position = Header;
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(payload);
        }

        var header = compressed.GetBuffer().AsSpan(0, Header);
        BinaryPrimitives.WriteInt64LittleEndian(header, payload.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header[sizeof(long)..], compressed.Length - Header);
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
            : throw Damaged("its text is not base64");
    }

    private static byte[] Decompress(byte[] bytes)
    {
        if (bytes.Length < Header)
        {
            throw Damaged("it ends within its lengths");
        }

        long length = BinaryPrimitives.ReadInt64LittleEndian(bytes), compressed = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(sizeof(long)));
        if (length is <= LargestPlain or > LearnerPayload.MaximumLength || length / MostTimes > bytes.Length
            || compressed < 0 || compressed > bytes.Length - Header)
        {
            throw Damaged($"its {bytes.Length} compressed bytes say that it has {length}, in {compressed}");
        }

        if (bytes.AsSpan(Header + (int)compressed).ContainsAnyExcept((byte)0))
        {
            throw Damaged("something follows what was compressed");
        }

        byte[] payload = new byte[length];
        bool isWhole;
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(bytes, Header, (int)compressed), CompressionMode.Decompress);
            zlib.ReadExactly(payload);
            isWhole = zlib.ReadByte() < 0;
        }
        catch (Exception exception) when (exception is EndOfStreamException or InvalidDataException)
        {
            throw Damaged("what was compressed cannot be read");
        }

        return isWhole ? payload : throw Damaged($"it has more than the {length} bytes that it speaks of");
    }

    private static InvalidDataException Damaged(string how) => new($"The saved learner is damaged: {how}.");

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
                throw Damaged($"its text has the character U+{(int)character:X4}");
            }

            rest |= value << bits;
            for (bits += Bits; bits >= 8 && next < bytes.Length; bits -= 8)
            {
                bytes[next++] = (byte)rest;
                rest >>= 8;
            }
        }

        return rest == 0 ? bytes : throw Damaged("its text does not end as one");
    }
}
