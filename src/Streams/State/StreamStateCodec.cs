using System.Security.Cryptography;
using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>A stream's state as the bytes of a snapshot. docs/streams.md has the format byte by byte.</summary>
internal static class StreamStateCodec
{
    public const byte FormatVersion = 1;

    private const string What = "snapshot of a stream";

    /// <summary>Longest payload of a learner, and most rows, in a snapshot; one that says more is damaged.</summary>
    private const int Largest = 1 << 30;

    /// <summary>Bytes of a row that waits, without its input and what was said of it: at least its key, context and time.</summary>
    private const int SmallestRow = 96;

    public static byte[] Save(StreamState state, LearnerFormat format)
    {
        var writer = new EntryWriter();
        writer.Byte(FormatVersion);
        writer.Int64(state.Sequence);
        writer.Int64(state.LastOffset);
        writer.Int64(state.Time.Ticks);
        writer.Bytes(state.EntryHash);
        writer.Int32(state.Capacity);
        writer.Text(state.Owner);
        writer.Byte((byte)state.Learners.Count);
        for (int i = 0; i < state.Learners.Count; i++)
        {
            Write(writer, state.Learners[i], state.OpenedClasses(i), format);
        }

        writer.Bytes(SHA256.HashData(writer.Written));
        return writer.Written.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are no snapshot, or damaged.</exception>
    public static StreamState Load(ReadOnlyMemory<byte> bytes, LearnerFormat format)
    {
        if (bytes.Length < Operation.HashLength
            || !SHA256.HashData(bytes.Span[..^Operation.HashLength]).AsSpan().SequenceEqual(bytes.Span[^Operation.HashLength..]))
        {
            throw new InvalidDataException("The snapshot of the stream is damaged: its SHA-256 digest does not match.");
        }

        var reader = new EntryReader(bytes.Span[..^Operation.HashLength], What);
        int version = reader.Byte("format version");
        if (version != FormatVersion)
        {
            throw reader.Wrong($"its format version is {version}, and {FormatVersion} is read");
        }

        long sequence = reader.Natural("sequence number"), offset = reader.Int64("offset");
        var time = reader.Time("time");
        byte[] hash = reader.Hash("hash of the entry before");
        int capacity = reader.Count(reader.Int32("most rows that wait"), 1, Largest, "most rows that wait");
        string owner = reader.Text("owner");
        var saved = new LearnerSnapshot[reader.Count(reader.Byte("number of learners"), 1, Operation.MaximumLearners, "number of learners")];
        for (int i = 0; i < saved.Length; i++)
        {
            saved[i] = Read(ref reader, format, capacity);
        }

        reader.End();
        RequireRoom(saved, capacity);
        return StreamState.Restore(saved, capacity, owner, sequence, offset, time, hash);
    }

    /// <summary>Throws where the rows that may wait, whose room is made at once, would take more than a learner may.</summary>
    private static void RequireRoom(LearnerSnapshot[] saved, int capacity)
    {
        foreach (var learner in saved.Select(each => each.Learner))
        {
            long size = sizeof(float) * (long)learner.InputSize;
            size += sizeof(double) * (long)((learner as IIssuedPredictions)?.IssuedSize ?? 0) + SmallestRow;
            if (size * capacity > LearnerPayload.MaximumLength)
            {
                throw new InvalidDataException($"This is no {What}: {capacity} rows that wait would take more than {LearnerPayload.MaximumLength} bytes.");
            }
        }
    }

    private static void Write(EntryWriter writer, LateLabelLearner learner, IReadOnlyList<string> openedClasses, LearnerFormat format)
    {
        Write(writer, format.Encode(learner.Settled));
        writer.UInt16(openedClasses.Count);
        foreach (string name in openedClasses)
        {
            writer.Text(name);
        }

        writer.Int32(learner.Rows?.Count ?? 0);
        writer.Int32(learner.Taken);
        if (learner.Taken > 0)
        {
            Write(writer, format.Encode(learner.Latest));
        }

        Write(writer, learner.UpToDate is { } ahead ? format.Encode(ahead) : []);
        for (int i = 0; i < learner.Rows?.Count; i++)
        {
            Write(writer, learner.Rows, i);
        }
    }

    private static void Write(EntryWriter writer, byte[] payload)
    {
        writer.Int32(payload.Length);
        writer.Bytes(payload);
    }

    private static void Write(EntryWriter writer, PendingRows rows, int index)
    {
        ref readonly var row = ref rows[index];
        writer.Byte((byte)row.Action);
        writer.Byte((byte)row.Mode);
        writer.Byte((byte)((row.Context.Time is null ? 0 : EntryFlags.HasTime) | (row.Context.EndsSequence ? EntryFlags.EndsSequence : 0)));
        writer.UInt64(row.Context.Sequence.High);
        writer.UInt64(row.Context.Sequence.Low);
        writer.Int64(row.Context.Time ?? 0);
        writer.Double(row.Context.Weight);
        writer.Float(row.Label);
        writer.Int64(row.Arrived);
        writer.Byte(row.Key is null ? (byte)0 : (byte)1);
        if (row.Key is { } key)
        {
            writer.Text(key);
        }

        var input = row.Action is PendingAction.Observe or PendingAction.Learn ? rows.Input(index) : [];
        writer.Int32(input.Length);
        writer.Floats(input);
        var issued = rows.Issued(index);
        writer.Int32(issued.Length);
        foreach (double value in issued)
        {
            writer.Double(value);
        }
    }

    private static LearnerSnapshot Read(ref EntryReader reader, LearnerFormat format, int capacity)
    {
        var learner = RequireLearner(ref reader, format);
        string[] names = new string[reader.UInt16("number of classes")];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = reader.Text("name of a class");
        }

        var rows = new RowSnapshot[reader.Count(reader.Int32("number of rows"), 0, capacity, "number of rows")];
        int taken = reader.Count(reader.Int32("rows taken"), 0, rows.Length, "rows taken");
        var present = taken > 0 ? RequireLearner(ref reader, format) : null;
        var ahead = ReadLearner(ref reader, format);
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = ReadRow(ref reader, learner);
        }

        return new(learner, names, rows, taken, present, ahead);
    }

    /// <summary>A learner; null where there is none.</summary>
    private static IOnlineLearner<float>? ReadLearner(ref EntryReader reader, LearnerFormat format)
    {
        int length = reader.Count(reader.Int32("length of a learner"), 0, Largest, "length of a learner");
        return length > 0 ? format.Decode(reader.Bytes(length, "learner").ToArray()) : null;
    }

    private static IOnlineLearner<float> RequireLearner(ref EntryReader reader, LearnerFormat format) =>
        ReadLearner(ref reader, format) ?? throw reader.Wrong("a learner is missing");

    private static RowSnapshot ReadRow(ref EntryReader reader, IOnlineLearner<float> learner)
    {
        var action = (PendingAction)reader.Count(reader.Byte("action"), 0, (int)PendingAction.SetMode, "action");
        var mode = (UpdateMode)reader.Count(reader.Byte("mode"), 0, (int)UpdateMode.Frozen, "mode");
        int flags = reader.Count(reader.Byte("flags of a row"), 0, EntryFlags.HasTime | EntryFlags.EndsSequence, "flags of a row");
        ulong high = reader.UInt64("sequence"), low = reader.UInt64("sequence");
        long time = reader.Int64("time of a row");
        double weight = reader.Double("weight");
        float label = reader.Float("label");
        long arrived = reader.Int64("time of arrival");
        string? key = reader.Count(reader.Byte("whether there is a key"), 0, 1, "whether there is a key") == 1 ? reader.Text("key") : null;
        int size = action is PendingAction.Observe or PendingAction.Learn ? learner.InputSize : 0;
        float[] input = reader.Floats(reader.Count(reader.Int32("length of an input"), size, size, "length of an input"), "input");
        int issuedSize = (learner as IIssuedPredictions)?.IssuedSize ?? 0;
        double[] issued = new double[reader.Count(reader.Int32("numbers issued"), issuedSize, issuedSize, "numbers issued")];
        for (int i = 0; i < issued.Length; i++)
        {
            issued[i] = reader.Double("number issued");
        }

        RowContext context = new()
        {
            Sequence = new(high, low), Time = (flags & EntryFlags.HasTime) != 0 ? time : null, Weight = weight,
            EndsSequence = (flags & EntryFlags.EndsSequence) != 0,
        };
        return new(new(action, context, key, label, arrived) { Mode = mode }, input, issued);
    }
}
