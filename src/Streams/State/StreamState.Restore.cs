namespace AdaptiveML.Streams;

/// <content>How it is made of a snapshot.</content>
internal sealed partial class StreamState
{
    /// <summary>The state that was saved.</summary>
    public static StreamState Restore(
        IReadOnlyList<LearnerSnapshot> saved, int capacity, string owner, long sequence, long lastOffset, DateTime time, ReadOnlySpan<byte> entryHash)
    {
        var state = new StreamState([.. saved.Select(each => each.Learner)], capacity, owner)
        {
            Sequence = sequence,
            LastOffset = lastOffset,
            Time = time,
        };
        entryHash.CopyTo(state.EntryHash);
        for (int i = 0; i < saved.Count; i++)
        {
            var each = saved[i];
            state._openedClasses[i].AddRange(each.OpenedClasses);
            if (each.Rows.Length > 0 || each.Ahead is not null)
            {
                state._learners[i].Recall(each.Rows.Length, each.Taken, each.Present, each.Ahead, (rows, at) =>
                {
                    rows.Add(each.Rows[at].Input, each.Rows[at].Row);
                    each.Rows[at].Issued.CopyTo(rows.Issued(rows.Count - 1));
                });
            }
        }

        return state;
    }
}
