using System.Security.Cryptography;

namespace AdaptiveML.Streams;

/// <summary>Writes operations. docs/streams.md has the format byte by byte.</summary>
internal static class OperationWriter
{
    /// <summary>The format that is written, and the only one that is read.</summary>
    public const byte FormatVersion = 1;

    /// <summary>Where the hash of the entry before stands.</summary>
    public const int PreviousAt = 28;

    /// <summary>Bytes before the body.</summary>
    public const int HeadLength = PreviousAt + Operation.HashLength;

    /// <summary>Appends an operation to a buffer.</summary>
    /// <exception cref="ArgumentException">It holds what the format has no room for.</exception>
    public static void Write(EntryWriter writer, in Operation operation)
    {
        writer.Byte(FormatVersion);
        writer.Byte((byte)operation.Kind);
        writer.UInt16((operation.Offset is null ? 0 : EntryFlags.HasOffset) | (operation.IsHashed ? EntryFlags.IsHashed : 0));
        writer.Int64(operation.Sequence);
        writer.Int64(operation.Offset ?? 0);
        writer.Int64(operation.Time.Ticks);
        WriteHash(writer, operation.Previous.Span, isOptional: true);
        WriteBody(writer, operation);
    }

    /// <summary>SHA-256 of the inputs of rows, one behind the other, as little-endian floats.</summary>
    public static byte[] HashInputs(ReadOnlySpan<StreamRow> rows)
    {
        var writer = new EntryWriter();
        foreach (ref readonly var row in rows)
        {
            writer.Floats(row.Input.Span);
        }

        return SHA256.HashData(writer.Written);
    }

    private static void WriteBody(EntryWriter writer, in Operation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Observe or OperationKind.Learn:
                WriteRows(writer, operation);
                break;
            case OperationKind.Await:
                writer.Text(Required(operation.Key, operation.Kind));
                WriteRows(writer, operation);
                break;
            case OperationKind.Tell:
                writer.Text(Required(operation.Key, operation.Kind));
                writer.Byte(checked((byte)operation.Labels.Length));
                writer.Floats(operation.Labels.Span);
                break;
            case OperationKind.Expire:
                writer.Int64(operation.Moment.Ticks);
                break;
            case OperationKind.Reset:
                var sequence = operation.ResetSequence.GetValueOrDefault();
                writer.Byte((byte)(operation.ResetSequence is null ? 0 : 1));
                writer.UInt64(sequence.High);
                writer.UInt64(sequence.Low);
                break;
            case OperationKind.Freeze:
                writer.Byte((byte)operation.Mode);
                break;
            case OperationKind.Rewind:
                writer.Int64(operation.RewindTo);
                break;
            case OperationKind.Open:
                writer.Byte(checked((byte)operation.Learner));
                writer.Text(Required(operation.Key, operation.Kind));
                break;
            case OperationKind.Mark:
                WriteHash(writer, operation.StateHash.Span);
                break;
            default:
                throw new ArgumentException($"{operation.Kind} is no kind of operation.", nameof(operation));
        }
    }

    private static void WriteRows(EntryWriter writer, in Operation operation)
    {
        writer.Byte(checked((byte)operation.Rows.Length));
        foreach (ref readonly var row in operation.Rows.Span)
        {
            var context = row.Context;
            writer.Byte((byte)((context.Time is null ? 0 : EntryFlags.HasTime) | (context.EndsSequence ? EntryFlags.EndsSequence : 0)));
            writer.UInt64(context.Sequence.High);
            writer.UInt64(context.Sequence.Low);
            writer.Int64(context.Time ?? 0);
            writer.Double(context.Weight);
            writer.Float(row.Label);
            writer.Int32(operation.IsHashed ? 0 : row.Input.Length);
            if (!operation.IsHashed)
            {
                writer.Floats(row.Input.Span);
            }
        }

        if (operation.IsHashed)
        {
            WriteHash(writer, operation.RowHash.Span);
        }
    }

    private static void WriteHash(EntryWriter writer, ReadOnlySpan<byte> hash, bool isOptional = false)
    {
        if (hash.Length != Operation.HashLength && !(isOptional && hash.IsEmpty))
        {
            throw new ArgumentException($"A hash has {Operation.HashLength} bytes, not {hash.Length}.", nameof(hash));
        }

        Span<byte> none = stackalloc byte[Operation.HashLength];
        none.Clear();
        writer.Bytes(hash.IsEmpty ? none : hash);
    }

    private static string Required(string? text, OperationKind kind) => text ?? throw new ArgumentException($"{kind} has no text.", nameof(text));
}
