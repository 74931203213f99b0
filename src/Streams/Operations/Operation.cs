using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>
/// One thing that happened to a stream. What a stream becomes is a pure function of what it was and of the operation, bit for bit; so the journal of operations
/// is the record of what was done, the way to recover, and the way back.
/// </summary>
public readonly record struct Operation
{
    /// <summary>Most characters of a key or of the name of a class.</summary>
    public const int MaximumTextLength = 1024;

    /// <summary>Most learners of a stream.</summary>
    public const int MaximumLearners = 64;

    /// <summary>Bytes of a SHA-256.</summary>
    public const int HashLength = 32;

    /// <summary>What happened.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>Its place in the stream, from 1 without gaps.</summary>
    public long Sequence { get; init; }

    /// <summary>
    /// Where it stands in the source that it came from, such as an offset of a broker, from 0; null where it came from none. An operation whose offset is not
    /// above the last one's is known already.
    /// </summary>
    public long? Offset { get; init; }

    /// <summary>When it was applied first, in UTC. It never goes back within a stream.</summary>
    public DateTime Time { get; init; }

    /// <summary>SHA-256 of the entry before this one in the journal; zeros before the first.</summary>
    public ReadOnlyMemory<byte> Previous { get; init; }

    /// <summary>Of Observe, Learn and Await: what each learner gets, in the order in which a row comes to them. Else empty.</summary>
    public ReadOnlyMemory<StreamRow> Rows { get; init; }

    /// <summary>Whether the journal holds only the SHA-256 of the inputs, <see cref="RowHash"/>, so that the operation cannot be applied again.</summary>
    public bool IsHashed { get; init; }

    /// <summary>Of a hashed Observe: SHA-256 of all inputs, one learner's behind the other's, as little-endian floats. Else empty.</summary>
    public ReadOnlyMemory<byte> RowHash { get; init; }

    /// <summary>Of Await and Tell: the key of the row. Of Open: the name of the class. Else null.</summary>
    public string? Key { get; init; }

    /// <summary>Of Tell: one label for all learners that wait, or one for each learner. Else empty.</summary>
    public ReadOnlyMemory<float> Labels { get; init; }

    /// <summary>Of Reset: the sequence, or null for all of them.</summary>
    public SequenceKey? ResetSequence { get; init; }

    /// <summary>Of Freeze: the mode from here on.</summary>
    public UpdateMode Mode { get; init; }

    /// <summary>Of Rewind: the operation behind which the stream is again, from 0 for its beginning.</summary>
    public long RewindTo { get; init; }

    /// <summary>Of Expire: rows that came before this moment, in UTC, are given up.</summary>
    public DateTime Moment { get; init; }

    /// <summary>Of Open: the learner that grows, from 0.</summary>
    public int Learner { get; init; }

    /// <summary>Of Mark: SHA-256 of the learners' memories before it. Else empty.</summary>
    public ReadOnlyMemory<byte> StateHash { get; init; }

    /// <summary>Reads an operation from the bytes of a journal's entry.</summary>
    /// <param name="entry">All of the entry.</param>
    /// <exception cref="InvalidDataException">The bytes are no operation; the message says what is wrong, and where.</exception>
    public static Operation Decode(ReadOnlySpan<byte> entry) => OperationReader.Read(entry);

    /// <summary>Writes the operation as the bytes of a journal's entry.</summary>
    /// <exception cref="ArgumentException">It holds what the format has no room for; the message says what.</exception>
    public byte[] Encode()
    {
        var writer = new EntryWriter();
        OperationWriter.Write(writer, this);
        return writer.Written.ToArray();
    }
}
