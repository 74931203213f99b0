namespace AdaptiveML.Online;

/// <summary>A learner's memory as a payload holds it, field by field.</summary>
internal sealed class SavedMemory
{
    /// <summary>Bytes that a learner may take beyond twice what was saved: what later versions have added.</summary>
    private const long Slack = 1 << 20;

    private readonly PayloadHeader _header;
    private readonly Layout[] _buffers;
    private readonly Layout _sequence;

    private SavedMemory(PayloadHeader header)
    {
        Layout parameters = ReadLayout(header.Parameters), state = ReadLayout(header.State), none = new();
        (_header, _sequence) = (header, ReadLayout(header.Sequence));
        _buffers = [parameters, parameters, state, header.HasNoCopy ? none : parameters, header.HasNoCopy ? none : state];
    }

    /// <summary>Most bytes that the buffers of a learner may take that has no sequences yet.</summary>
    public long Allowance => Slack + (2 * (Buffers + (2L * _sequence.ByteLength)));

    private long Buffers => _buffers.Sum(layout => (long)layout.ByteLength);

    private long Sequences => (_header.LiveSequences + (long)_header.KeptSequences) * _sequence.ByteLength;

    /// <summary>The memory that a header speaks of.</summary>
    /// <param name="header">The header.</param>
    /// <param name="length">Bytes that the payload has for it.</param>
    /// <exception cref="InvalidDataException">It does not take as many bytes; or the header speaks of none.</exception>
    public static SavedMemory Of(PayloadHeader header, int length)
    {
        var saved = new SavedMemory(header);
        bool hasSequences = header.LiveSequences > 0 || header.KeptSequences > 0;
        return header.LiveSequences < 0 || header.KeptSequences < 0 || (hasSequences && saved._sequence.ByteLength == 0)
            || saved._sequence.ByteLength > LearnerPayload.MaximumLength || length != saved.Buffers + saved.Sequences
            ? throw new InvalidDataException($"The saved learner's buffers take {length} bytes, which its layout does not.")
            : saved;
    }

    /// <summary>Overwrites a memory; a field that the payload does not know keeps its value.</summary>
    /// <exception cref="InvalidDataException">
    /// A saved field is unknown to the learner, or of another kind or shape, or holds what the learner cannot have come to.
    /// </exception>
    public void Read(ReadOnlySpan<byte> body, LearnerMemory memory)
    {
        ReadSequences(ReadBuffers(body, memory), memory);
        memory.Check();
        memory.Live.Index();
        memory.Kept.Index();
        memory.Invalidate();
    }

    private ReadOnlySpan<byte> ReadBuffers(ReadOnlySpan<byte> body, LearnerMemory memory)
    {
        for (int i = 0; i < _buffers.Length; i++)
        {
            Copy(_buffers[i], Split(ref body, _buffers[i]), memory.Buffers[i]);
        }

        return body;
    }

    private void ReadSequences(ReadOnlySpan<byte> body, LearnerMemory memory)
    {
        int most = Math.Max(_header.LiveSequences, _header.KeptSequences);
        if (most > memory.MaximumSequences)
        {
            throw new InvalidDataException($"The saved learner has {most} sequences; its options allow {memory.MaximumSequences}.");
        }

        if ((_header.LiveSequences + (long)_header.KeptSequences) * memory.Blank.Layout.ByteLength > Slack + (2 * Sequences))
        {
            throw new InvalidDataException("The saved learner's options ask for more memory a sequence than was saved.");
        }

        RequireFields(_sequence, memory.Blank.Layout);
        memory.Live.Resize(_header.LiveSequences);
        memory.Kept.Resize(_header.KeptSequences);
        foreach (var state in memory.Live.Live.Concat(memory.Kept.Live))
        {
            state.CopyFrom(memory.Blank);
            Copy(_sequence, Split(ref body, _sequence), state);
        }
    }

    private static ReadOnlySpan<byte> Split(ref ReadOnlySpan<byte> body, Layout layout)
    {
        var taken = body[..layout.ByteLength];
        body = body[layout.ByteLength..];
        return taken;
    }

    private static void Copy(Layout saved, ReadOnlySpan<byte> bytes, FlatBuffer target)
    {
        RequireFields(saved, target.Layout);
        foreach (var field in saved.Fields)
        {
            int length = field.Length * field.Kind.Size();
            bytes.Slice(field.Offset, length).CopyTo(target.Bytes.Slice(target.Layout.Find(field.Name)!.Value.Offset, length));
        }
    }

    private static void RequireFields(Layout saved, Layout target)
    {
        foreach (var field in saved.Fields)
        {
            if (target.Find(field.Name) is not { } own || own.Kind != field.Kind || own.Shape != field.Shape)
            {
                throw new InvalidDataException($"The saved learner has a field {field}, which does not fit the learner made from its options.");
            }
        }
    }

    private static Layout ReadLayout(string text)
    {
        try
        {
            return Layout.Parse(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new InvalidDataException($"The saved learner's layout cannot be read: {exception.Message}", exception);
        }
    }
}
