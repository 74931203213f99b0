using System.Security.Cryptography;

namespace AdaptiveML.Online;

/// <summary>
/// Tells contents of a file apart: its length, and SHA-256 of its last 64 KiB. A zip has the checksums of all its entries there, a payload its digest.
/// </summary>
/// <param name="Length">Bytes.</param>
/// <param name="Tail">The digest, in hexadecimal.</param>
internal readonly record struct FileStamp(long Length, string Tail)
{
    private const int TailLength = 64 << 10;

    /// <summary>The stamp of a file, or null where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FileStamp? Of(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Of(file);
    }

    /// <summary>The stamp of a file that is open; it is then at its end.</summary>
    public static FileStamp Of(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Position = Math.Max(0, file.Length - TailLength);
        return new(file.Length, Convert.ToHexString(SHA256.HashData(file)));
    }
}
