using AdaptiveML.Online;
using AdaptiveML.Streams;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Takes rows and labels to the learners as operations of a stream, which has a journal. All stages predict a row before the first of them learns it.
/// </summary>
internal sealed class JournalTaker(StreamLearner stream) : IRowTaker
{
    private readonly StreamRow[] _rows = new StreamRow[stream.LearnerCount];
    private long? _offset;

    /// <summary>Where the next row or label stands in its source; null where it comes from none.</summary>
    public long? Offset { get; set; }

    /// <summary>What became of the last operation.</summary>
    public StreamUpdate Update { get; private set; }

    public bool TakesAtOnce => false;

    public bool IsKnown => _offset <= stream.LastOffset;

    public void Begin() => (_offset, Offset) = (Offset, null);

    public void Observe(ReadOnlySpan<StageBinding> stages)
    {
        ReadRows(stages);
        Note(stages, stream.ObserveRows(_rows, _offset));
    }

    public void EndRow(ReadOnlySpan<StageBinding> stages, string? key)
    {
        ReadRows(stages);
        Note(stages, key is null ? stream.LearnRows(_rows, default, _offset) : stream.AwaitRows(key, _rows, default, _offset));
    }

    public bool Tell(ReadOnlySpan<StageBinding> stages, ReadOnlySpan<char> key, ReadOnlyMemory<float> labels)
    {
        if (key.Length > Operation.MaximumTextLength)
        {
            // No row waits under such a key, and no operation could name it.
            return false;
        }

        Note(stages, stream.Tell(key.ToString(), labels, _offset));
        return Update.WasWaiting;
    }

    public void Open(ReadOnlySpan<StageBinding> stages, int stage, string name) => stream.Open(stage, name);

    public void Reset(ReadOnlySpan<StageBinding> stages, SequenceKey? sequence) => stream.Reset(sequence);

    public void SetMode(ReadOnlySpan<StageBinding> stages, UpdateMode mode) => stream.Freeze(mode);

    public void Expire(ReadOnlySpan<StageBinding> stages)
    {
        if (!stream.IsFaulted)
        {
            stream.ExpireDue();
        }
    }

    private void ReadRows(ReadOnlySpan<StageBinding> stages)
    {
        for (int i = 0; i < stages.Length; i++)
        {
            _rows[i] = new(stages[i].Input, stages[i].Label, stages[i].Context);
        }
    }

    private void Note(ReadOnlySpan<StageBinding> stages, in StreamUpdate update)
    {
        Update = update;
        for (int i = 0; i < stages.Length; i++)
        {
            stages[i].Result = update.IsKnown ? update.Result : stream.Results[i];
        }
    }
}
