using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Signs a saved model: HMAC-SHA256, with the caller's key, over every entry of its zip. The signature is an entry more, which a plain
/// <c>mlContext.Model.Load</c> does not look at.
/// </summary>
/// <remarks>
/// What is signed: a line that names the scheme, and for each entry, in the ordinal order of their names, the length of its name in UTF-8 (int32), the name,
/// the length of its content (int64), the content. Little-endian.
/// </remarks>
internal static class ModelSignature
{
    /// <summary>Name of the entry that holds the signature: 32 bytes.</summary>
    public const string EntryName = "AdaptiveML/HMAC-SHA256";

    /// <summary>Fewest bytes of a key: as many as the signature has.</summary>
    public const int SmallestKey = HMACSHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Scheme => "AdaptiveML model, HMAC-SHA256 over all entries, 1\n"u8;

    /// <summary>Throws where a key is too short.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public static void RequireKey(ReadOnlySpan<byte> key, string name)
    {
        if (key.Length < SmallestKey)
        {
            throw new ArgumentException($"The key to sign models with has {key.Length} bytes; at least {SmallestKey} random bytes are needed.", name);
        }
    }

    /// <summary>Saves a model, and signs it where there is a key.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The schema of its input.</param>
    /// <param name="zip">Where to, from its beginning; can be read, written and sought.</param>
    /// <param name="key">The key; empty for no signature.</param>
    public static void Save(ModelOperationsCatalog catalog, ITransformer model, DataViewSchema inputSchema, Stream zip, ReadOnlySpan<byte> key)
    {
        catalog.Save(model, inputSchema, zip);
        if (!key.IsEmpty)
        {
            Sign(zip, key);
        }
    }

    /// <summary>Adds the signature to a model that ML.NET has saved.</summary>
    /// <param name="zip">The model; can be read, written and sought.</param>
    /// <param name="key">The key.</param>
    private static void Sign(Stream zip, ReadOnlySpan<byte> key)
    {
        zip.Position = 0;
        using var archive = new ZipArchive(zip, ZipArchiveMode.Update, leaveOpen: true);
        byte[] signature = Compute(archive, key);
        using var entry = archive.CreateEntry(EntryName, CompressionLevel.NoCompression).Open();
        entry.Write(signature);
    }

    /// <summary>Throws where a model is not signed with a key.</summary>
    /// <param name="zip">The model; is read from its beginning.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="InvalidDataException">There is no signature, or another; or this is no zip.</exception>
    public static void Verify(Stream zip, ReadOnlySpan<byte> key)
    {
        zip.Position = 0;
        using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
        var entry = archive.GetEntry(EntryName)
            ?? throw new InvalidDataException($"The model is not signed: it has no entry '{EntryName}'. Nothing of it was loaded.");
        Span<byte> found = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (entry.Length != found.Length || !Matches(archive, entry, key, found))
        {
            throw new InvalidDataException(
                "The signature of the model is wrong: the model was changed since it was signed, or was signed with another key. Nothing of it was loaded.");
        }
    }

    private static bool Matches(ZipArchive archive, ZipArchiveEntry entry, ReadOnlySpan<byte> key, Span<byte> found)
    {
        using var stream = entry.Open();
        stream.ReadExactly(found);
        return CryptographicOperations.FixedTimeEquals(found, Compute(archive, key));
    }

    private static byte[] Compute(ZipArchive archive, ReadOnlySpan<byte> key)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Scheme);
        ZipArchiveEntry[] entries = [.. archive.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal)];
        if (entries.DistinctBy(entry => entry.FullName).Count() < entries.Length)
        {
            throw new InvalidDataException("The model has two entries of one name. Nothing of it was loaded.");
        }

        foreach (var entry in entries.Where(entry => entry.FullName != EntryName))
        {
            Append(hash, entry);
        }

        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, ZipArchiveEntry entry)
    {
        byte[] name = Encoding.UTF8.GetBytes(entry.FullName), buffer = new byte[1 << 16];
        Span<byte> lengths = stackalloc byte[sizeof(int) + sizeof(long)];
        BinaryPrimitives.WriteInt32LittleEndian(lengths, name.Length);
        BinaryPrimitives.WriteInt64LittleEndian(lengths[sizeof(int)..], entry.Length);
        hash.AppendData(lengths[..sizeof(int)]);
        hash.AppendData(name);
        hash.AppendData(lengths[sizeof(int)..]);
        using var stream = entry.Open();
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            hash.AppendData(buffer, 0, read);
        }
    }
}
