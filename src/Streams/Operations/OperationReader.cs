using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>Reads what <see cref="OperationWriter"/> wrote. Whatever the bytes are, it gives an operation that writes the same bytes, or throws.</summary>
internal static class OperationReader
{
    private const string What = "operation";

    /// <summary>Longest input of a learner in an entry, in elements; an entry that says more is damaged.</summary>
    private const int LongestInput = 1 << 26;

    /// <exception cref="InvalidDataException">The bytes are no operation.</exception>
    public static Operation Read(ReadOnlySpan<byte> entry)
    {
        var reader = new EntryReader(entry, What);
        var head = ReadHead(ref reader);
        var operation = ReadBody(ref reader, head);
        reader.End();
        return operation;
    }

    /// <summary>The kind, and where a Rewind leads to; the rest is not read.</summary>
    public static (OperationKind Kind, long Sequence, DateTime Time, long RewindTo) Glance(ReadOnlySpan<byte> entry)
    {
        var reader = new EntryReader(entry, What);
        var head = ReadHead(ref reader);
        return (head.Kind, head.Sequence, head.Time, head.Kind == OperationKind.Rewind ? ReadBody(ref reader, head).RewindTo : 0);
    }

    private static Operation ReadHead(ref EntryReader reader)
    {
        byte version = reader.Byte("format version");
        if (version != OperationWriter.FormatVersion)
        {
            throw reader.Wrong($"its format version is {version}, and {OperationWriter.FormatVersion} is read");
        }

        var kind = (OperationKind)reader.Count(reader.Byte("kind"), (int)OperationKind.Observe, (int)OperationKind.Mark, "kind");
        int flags = reader.UInt16("flags");
        bool isHashed = (flags & EntryFlags.IsHashed) != 0;
        if ((flags & ~(EntryFlags.HasOffset | EntryFlags.IsHashed)) != 0 || (isHashed && kind != OperationKind.Observe))
        {
            throw reader.Wrong($"its flags are {flags}");
        }

        long sequence = reader.Int64("sequence number");
        if (sequence < 1)
        {
            throw reader.Wrong($"its sequence number is {sequence}");
        }

        long offset = reader.Natural("offset");
        bool hasOffset = (flags & EntryFlags.HasOffset) != 0;
        return new()
        {
            Kind = kind,
            Sequence = sequence,
            Offset = hasOffset ? offset : offset == 0 ? null : throw reader.Wrong($"its offset is {offset}, though it has none"),
            Time = reader.Time("time"),
            Previous = reader.Hash("hash of the entry before"),
            IsHashed = isHashed,
        };
    }

    private static Operation ReadBody(ref EntryReader reader, in Operation head)
    {
        switch (head.Kind)
        {
            case OperationKind.Observe or OperationKind.Learn:
                var rows = ReadRows(ref reader, head.IsHashed);
                return head with { Rows = rows, RowHash = head.IsHashed ? reader.Hash("hash of the inputs") : default };
            case OperationKind.Await:
                string key = reader.Text("key");
                return head with { Key = key, Rows = ReadRows(ref reader, isHashed: false) };
            case OperationKind.Tell:
                string told = reader.Text("key");
                return head with { Key = told, Labels = reader.Floats(ReadLearners(ref reader, "number of labels"), "labels") };
            case OperationKind.Expire:
                return head with { Moment = reader.Time("moment") };
            case OperationKind.Reset:
                return head with { ResetSequence = ReadSequence(ref reader) };
            case OperationKind.Freeze:
                return head with { Mode = (UpdateMode)reader.Count(reader.Byte("mode"), 0, (int)UpdateMode.Frozen, "mode") };
            case OperationKind.Rewind:
                long to = reader.Natural("operation to go back to");
                return to < head.Sequence ? head with { RewindTo = to } : throw reader.Wrong($"operation {head.Sequence} goes back to {to}, which is later");
            case OperationKind.Open:
                int learner = reader.Count(reader.Byte("learner"), 0, Operation.MaximumLearners - 1, "learner");
                return head with { Learner = learner, Key = reader.Text("name of the class") };
            default:
                return head with { StateHash = reader.Hash("hash of the learners") };
        }
    }

    private static SequenceKey? ReadSequence(ref EntryReader reader)
    {
        bool isOne = reader.Count(reader.Byte("kind of reset"), 0, 1, "kind of reset") == 1;
        var sequence = ReadKey(ref reader);
        return isOne ? sequence : sequence == default ? null : throw reader.Wrong("it names a sequence and resets all");
    }

    private static SequenceKey ReadKey(ref EntryReader reader)
    {
        ulong high = reader.UInt64("sequence");
        return new(high, reader.UInt64("sequence"));
    }

    private static int ReadLearners(ref EntryReader reader, string field) => reader.Count(reader.Byte(field), 1, Operation.MaximumLearners, field);

    private static StreamRow[] ReadRows(ref EntryReader reader, bool isHashed)
    {
        var rows = new StreamRow[ReadLearners(ref reader, "number of rows")];
        for (int i = 0; i < rows.Length; i++)
        {
            int flags = reader.Count(reader.Byte("flags of a row"), 0, EntryFlags.HasTime | EntryFlags.EndsSequence, "flags of a row");
            var sequence = ReadKey(ref reader);
            long time = reader.Int64("time of a row");
            bool hasTime = (flags & EntryFlags.HasTime) != 0;
            if (!hasTime && time != 0)
            {
                throw reader.Wrong($"a row has the time {time}, though it has none");
            }

            double weight = reader.Double("weight");
            float label = reader.Float("label");
            int length = reader.Count(reader.Int32("length of an input"), 0, isHashed ? 0 : LongestInput, "length of an input");
            RowContext context = new()
            {
                Sequence = sequence, Time = hasTime ? time : null, Weight = weight, EndsSequence = (flags & EntryFlags.EndsSequence) != 0,
            };
            if (BitConverter.DoubleToInt64Bits(context.Weight) != BitConverter.DoubleToInt64Bits(weight))
            {
                throw reader.Wrong($"the weight {weight} is none that a row can have");
            }

            rows[i] = new(reader.Floats(length, "input"), label, context);
        }

        return rows;
    }
}
