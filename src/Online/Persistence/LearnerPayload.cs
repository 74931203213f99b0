using System.Buffers.Binary;
using System.Collections.ObjectModel;
using System.Security.Cryptography;
using System.Text.Json;

namespace AdaptiveML.Online;

/// <summary>A learner as bytes.</summary>
/// <remarks>
/// Magic "AdaptvML", format version (int32), length of all (int64), length of the header (int32), header as JSON, the buffers as they lie in memory
/// (parameters, gradients, state, kept parameters, kept state, each live sequence, each kept sequence), SHA-256 of everything before it. Little-endian.
/// Nothing is read, and no memory is sized, before the digest has been found right.
/// </remarks>
internal static class LearnerPayload
{
    /// <summary>The format that is written, and the only one that is read.</summary>
    public const int FormatVersion = 1;

    /// <summary>Largest payload, in bytes: 512 MiB.</summary>
    public const int MaximumLength = 512 << 20;

    /// <summary>Most elements of an input or a prediction.</summary>
    private const int LargestSize = 1 << 24;

    private const int PreambleLength = 8 + sizeof(int) + sizeof(long) + sizeof(int);

    private static ReadOnlySpan<byte> Magic => "AdaptvML"u8;

    /// <summary>Writes a learner to a stream.</summary>
    /// <param name="encode">Makes its payload, of what the owner adds.</param>
    /// <param name="stream">Where to.</param>
    public static void Save(Func<IReadOnlyDictionary<string, string>, byte[]> encode, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(encode(ReadOnlyDictionary<string, string>.Empty));
    }

    /// <summary>Reads a learner from a stream, which is read to its end.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="decode">Makes the learner of a payload and its header.</param>
    /// <exception cref="InvalidDataException">The stream holds no learner that can be read.</exception>
    public static TLearner Load<TLearner>(Stream stream, Func<ReadOnlySpan<byte>, PayloadHeader, TLearner> decode)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        var payload = all.GetBuffer().AsSpan(0, (int)all.Length);
        return decode(payload, ReadHeader(payload));
    }

    /// <summary>Writes a learner.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="component">Name of its machine.</param>
    /// <param name="options">Its options, as JSON.</param>
    /// <param name="attributes">What the owner adds.</param>
    /// <exception cref="InvalidOperationException">The payload would be larger than <see cref="MaximumLength"/>.</exception>
    public static byte[] Write<T>(
        IOnlineLearner<T> learner, string component, string options, IReadOnlyDictionary<string, string> attributes)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(learner);
        var header = new PayloadHeader
        {
            Component = component,
            InputSize = learner.InputSize,
            OutputSize = learner.OutputSize,
            Mode = learner.Mode,
            Options = options,
            Attributes = attributes,
            Parameters = learner.Memory.Parameters.Layout.ToString(),
            State = learner.Memory.State.Layout.ToString(),
            Sequence = learner.Memory.Blank.Layout.ToString(),
            HasNoCopy = !learner.Memory.KeepsCopy,
            LiveSequences = learner.Memory.Live.Live.Count,
            KeptSequences = learner.Memory.Kept.Live.Count,
        };
        FlatBuffer[] buffers = [.. learner.Memory.Buffers, .. learner.Memory.Live.Live, .. learner.Memory.Kept.Live];
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header, PayloadJson.Default.PayloadHeader);
        long length = PreambleLength + json.Length + buffers.Sum(buffer => (long)buffer.Bytes.Length) + SHA256.HashSizeInBytes;
        if (length > MaximumLength)
        {
            throw new InvalidOperationException($"The learner takes {length} bytes to save; the limit is {MaximumLength}.");
        }

        byte[] payload = new byte[length];
        var rest = payload.AsSpan();
        Magic.CopyTo(rest);
        BinaryPrimitives.WriteInt32LittleEndian(rest[8..], FormatVersion);
        BinaryPrimitives.WriteInt64LittleEndian(rest[12..], length);
        BinaryPrimitives.WriteInt32LittleEndian(rest[20..], json.Length);
        json.CopyTo(rest[PreambleLength..]);
        rest = rest[(PreambleLength + json.Length)..];
        foreach (var buffer in buffers)
        {
            buffer.Bytes.CopyTo(rest);
            rest = rest[buffer.Bytes.Length..];
        }

        SHA256.HashData(payload.AsSpan(..^SHA256.HashSizeInBytes), rest);
        return payload;
    }

    /// <summary>Checks a payload and reads its header.</summary>
    /// <exception cref="InvalidDataException">It is foreign, of another format version, or damaged; the message says which.</exception>
    public static PayloadHeader ReadHeader(ReadOnlySpan<byte> payload)
    {
        Verify(payload);
        try
        {
            var header = JsonSerializer.Deserialize(payload.Slice(PreambleLength, HeaderLength(payload)), PayloadJson.Default.PayloadHeader)
                ?? throw new InvalidDataException("The saved learner's header is empty.");
            return Math.Max(header.InputSize, header.OutputSize) > LargestSize || header.Attributes.Values.Contains(null)
                ? throw new InvalidDataException($"The saved learner has more than {LargestSize} inputs or outputs, or an attribute without a value.")
                : header;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The saved learner's header cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// Makes a learner and copies a payload's buffers into it, field by field: a field that a later version has added keeps its initial value.
    /// </summary>
    /// <param name="payload">All of the payload.</param>
    /// <param name="header">Its header.</param>
    /// <param name="create">Makes a learner from what the header says. It takes at most twice the memory of the saved one, and 1 MiB.</param>
    /// <exception cref="InvalidDataException">
    /// The buffers are not those that the header speaks of; or the learner is of another size, or would take more memory; or a saved field is unknown to it, or
    /// of another kind or shape, or holds what no learner can have come to: an index of no place, a count below 0.
    /// </exception>
    public static TLearner Read<T, TLearner>(ReadOnlySpan<byte> payload, PayloadHeader header, Func<TLearner> create)
        where T : unmanaged
        where TLearner : class, IOnlineLearner<T>
    {
        ArgumentNullException.ThrowIfNull(header);
        var body = payload[(PreambleLength + HeaderLength(payload))..^SHA256.HashSizeInBytes];
        var saved = SavedMemory.Of(header, body.Length);
        var learner = MemoryAllowance.Within(saved.Allowance, create);
        if (learner.InputSize != header.InputSize || learner.OutputSize != header.OutputSize)
        {
            throw new InvalidDataException(
                $"The saved learner has {header.InputSize} inputs and {header.OutputSize} outputs; its options make it one of "
                + $"{learner.InputSize} and {learner.OutputSize}.");
        }

        saved.Read(body, learner.Memory);
        learner.Mode = Enum.IsDefined(header.Mode) ? header.Mode : throw new InvalidDataException($"The saved learner has the unknown mode {header.Mode}.");
        return learner;
    }

    private static int HeaderLength(ReadOnlySpan<byte> payload) => BinaryPrimitives.ReadInt32LittleEndian(payload[20..]);

    private static void Verify(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < PreambleLength + SHA256.HashSizeInBytes || !payload.StartsWith(Magic))
        {
            throw new InvalidDataException("This is no learner saved by AdaptiveML: it does not begin as one, or is too short.");
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(payload[8..]);
        if (version != FormatVersion)
        {
            throw new InvalidDataException(
                $"The saved learner has format version {version}; this version of AdaptiveML reads {FormatVersion}. "
                + (version > FormatVersion
                    ? "A later version of AdaptiveML saved it: update AdaptiveML."
                    : "No release of AdaptiveML saved it: fit the model anew and save it."));
        }

        long length = BinaryPrimitives.ReadInt64LittleEndian(payload[12..]);
        if (length != payload.Length)
        {
            throw new InvalidDataException($"The saved learner is damaged: it says it has {length} bytes and has {payload.Length}.");
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(payload[..^SHA256.HashSizeInBytes], digest);
        if (!digest.SequenceEqual(payload[^SHA256.HashSizeInBytes..]))
        {
            throw new InvalidDataException("The saved learner is damaged: its SHA-256 digest does not match. Load an earlier copy of the model.");
        }

        int header = HeaderLength(payload);
        if (header < 0 || header > payload.Length - PreambleLength - SHA256.HashSizeInBytes)
        {
            throw new InvalidDataException($"The saved learner is damaged: a header of {header} bytes does not fit in it.");
        }
    }
}
