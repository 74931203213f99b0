namespace AdaptiveML.Online;

/// <summary>Reads a learner's memory from the body of a payload, field by field.</summary>
internal static class SavedMemory
{
    /// <summary>Overwrites a memory; a field that the payload does not know keeps its value.</summary>
    /// <exception cref="InvalidDataException">A saved field is unknown to the learner, or of another kind or shape.</exception>
    public static void Read(ReadOnlySpan<byte> body, PayloadHeader header, LearnerMemory memory)
    {
        Layout parameters = ReadLayout(header.Parameters), state = ReadLayout(header.State), sequence = ReadLayout(header.Sequence);
        Layout none = new();
        Layout[] saved = [parameters, parameters, state, header.HasNoCopy ? none : parameters, header.HasNoCopy ? none : state];
        long expected = saved.Sum(layout => (long)layout.ByteLength) + ((header.LiveSequences + (long)header.KeptSequences) * sequence.ByteLength);
        if (header.LiveSequences < 0 || header.KeptSequences < 0 || body.Length != expected)
        {
            throw new InvalidDataException($"The saved learner's buffers take {body.Length} bytes, which its layout does not.");
        }

        ReadStore(ReadBuffers(body, saved, memory), sequence, header, memory);
        memory.Live.Index();
        memory.Kept.Index();
        memory.Invalidate();
    }

    private static ReadOnlySpan<byte> ReadBuffers(ReadOnlySpan<byte> body, Layout[] saved, LearnerMemory memory)
    {
        for (int i = 0; i < saved.Length; i++)
        {
            Copy(saved[i], Split(ref body, saved[i]), memory.Buffers[i]);
        }

        return body;
    }

    private static void ReadStore(ReadOnlySpan<byte> body, Layout sequence, PayloadHeader header, LearnerMemory memory)
    {
        if (Math.Max(header.LiveSequences, header.KeptSequences) > memory.MaximumSequences)
        {
            throw new InvalidDataException(
                $"The saved learner has {Math.Max(header.LiveSequences, header.KeptSequences)} sequences; its options allow {memory.MaximumSequences}.");
        }

        memory.Live.Resize(header.LiveSequences);
        memory.Kept.Resize(header.KeptSequences);
        foreach (var state in memory.Live.Live.Concat(memory.Kept.Live))
        {
            state.CopyFrom(memory.Blank);
            Copy(sequence, Split(ref body, sequence), state);
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
        foreach (var field in saved.Fields)
        {
            if (target.Layout.Find(field.Name) is not { } own || own.Kind != field.Kind || own.Shape != field.Shape)
            {
                throw new InvalidDataException($"The saved learner has a field {field}, which does not fit the learner made from its options.");
            }

            int length = field.Length * field.Kind.Size();
            bytes.Slice(field.Offset, length).CopyTo(target.Bytes.Slice(own.Offset, length));
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
