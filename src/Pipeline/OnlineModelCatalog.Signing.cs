using AdaptiveML.Online;
using AdaptiveML.Pipeline;

namespace Microsoft.ML;

public static partial class OnlineModelCatalog
{
    /// <summary>
    /// Saves a model and signs the file, HMAC-SHA256 over all of it, so that
    /// <see cref="LoadSigned(ModelOperationsCatalog, string, ReadOnlySpan{byte}, out DataViewSchema)"/> tells whether somebody without the key has changed it.
    /// A plain <see cref="ModelOperationsCatalog.Load(string, out DataViewSchema)"/> loads it as any other.
    /// The file is replaced at once and whole, as <see cref="OnlineEngine{TSrc, TDst}.CheckPoint"/> does.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The schema of the model's input.</param>
    /// <param name="filePath">The file.</param>
    /// <param name="key">The key, at least 32 random bytes that nobody else knows.</param>
    /// <exception cref="ArgumentException">The key is too short.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveSigned(
        this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema inputSchema, string filePath, ReadOnlySpan<byte> key)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        ModelSignature.RequireKey(key, nameof(key));
        byte[] own = key.ToArray();
        AtomicFile.Write(filePath, stream => ModelSignature.Save(catalog, model, inputSchema, stream, own));
    }

    /// <summary>The same to a stream.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The schema of the model's input.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="key">The key, at least 32 random bytes that nobody else knows.</param>
    /// <exception cref="ArgumentException">The key is too short.</exception>
    public static void SaveSigned(
        this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema inputSchema, Stream stream, ReadOnlySpan<byte> key)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(stream);
        ModelSignature.RequireKey(key, nameof(key));
        using var zip = new MemoryStream();
        ModelSignature.Save(catalog, model, inputSchema, zip, key);
        zip.WriteTo(stream);
    }

    /// <summary>
    /// Loads a model that was signed with a key: by <c>SaveSigned</c>, or by an engine with <see cref="OnlineEngineOptions.SigningKey"/>. The signature is
    /// checked first: ML.NET sees nothing of a file that fails, so that no assembly that it names is loaded.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="filePath">The file; all of it is read into memory, so that what was checked is what is loaded.</param>
    /// <param name="key">The key.</param>
    /// <param name="inputSchema">The schema of the model's input.</param>
    /// <returns>What a plain load gives.</returns>
    /// <exception cref="ArgumentException">The key is too short.</exception>
    /// <exception cref="InvalidDataException">The file is not signed, was changed since, or was signed with another key.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ITransformer LoadSigned(this ModelOperationsCatalog catalog, string filePath, ReadOnlySpan<byte> key, out DataViewSchema inputSchema)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        ModelSignature.RequireKey(key, nameof(key));
        using var file = File.OpenRead(filePath);
        return catalog.LoadSigned(file, key, out inputSchema);
    }

    /// <summary>The same from a stream, which is read to its end.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="stream">Where from.</param>
    /// <param name="key">The key.</param>
    /// <param name="inputSchema">The schema of the model's input.</param>
    /// <returns>What a plain load gives.</returns>
    /// <exception cref="ArgumentException">The key is too short.</exception>
    /// <exception cref="InvalidDataException">The model is not signed, was changed since, or was signed with another key.</exception>
    public static ITransformer LoadSigned(this ModelOperationsCatalog catalog, Stream stream, ReadOnlySpan<byte> key, out DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(stream);
        ModelSignature.RequireKey(key, nameof(key));
        using var zip = new MemoryStream();
        stream.CopyTo(zip);
        ModelSignature.Verify(zip, key);
        zip.Position = 0;
        return catalog.Load(zip, out inputSchema);
    }
}
