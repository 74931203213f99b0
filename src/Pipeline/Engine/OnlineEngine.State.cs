using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <content>Gaps, and what the engine is at one moment.</content>
public sealed partial class OnlineEngine<TSrc, TDst>
{
    /// <summary>
    /// Forgets the recent past of all sequences and keeps what was learnt: for a gap in the stream. It takes its place behind rows that wait for their
    /// labels, whose labels may come afterwards; for the rows to come it holds at once.
    /// </summary>
    public void Reset()
    {
        using var turn = EnterToUpdate();
        _binding.Reset(null);
        Follower?.Forgotten(null);
    }

    /// <summary>The same for the sequence of one group.</summary>
    /// <param name="group">The group, as it stands in the model's group column of text.</param>
    /// <exception cref="InvalidOperationException">The model has no group column of text.</exception>
    public void Reset(string group)
    {
        ArgumentNullException.ThrowIfNull(group);
        Reset(SequenceKey.Of(group), GroupKind.Text);
    }

    /// <summary>The same for the sequence of one group.</summary>
    /// <param name="group">The group, as it stands in the model's group column of integers, or the raw value, from 1, of a key in it.</param>
    /// <exception cref="InvalidOperationException">The model has no group column of integers or keys.</exception>
    public void Reset(long group) => Reset(SequenceKey.Of(group), GroupKind.Integer, GroupKind.UnsignedInteger, GroupKind.Key);

    /// <summary>Keeps the present learners, for <see cref="Restore"/>. Rows that wait are taken into them as <see cref="ToTransformer"/> does.</summary>
    public OnlineSnapshot Snapshot()
    {
        using var turn = EnterToUpdate();
        return new(_binding.Stages);
    }

    /// <summary>
    /// Goes back to a snapshot of this engine, or of one made from the same model. Rows that wait are given up and counted as expired. <see cref="Mode"/> stays
    /// as it is: an engine that is not to learn does not begin to.
    /// </summary>
    /// <exception cref="ArgumentException">The snapshot is of a learner of another shape.</exception>
    /// <exception cref="InvalidOperationException">
    /// The engine has a journal: it goes back by <see cref="EngineJournal.RewindAsync(long, CancellationToken)"/>.
    /// </exception>
    public void Restore(OnlineSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (Journal is not null)
        {
            throw new InvalidOperationException("The engine has a journal, in which a snapshot is no operation: go back by Journal.RewindAsync.");
        }

        using var turn = EnterToUpdate();
        snapshot.RequireShapeOf(_binding.Stages);
        _binding.Become(snapshot.Stages);
    }

    private void Reset(SequenceKey group, params ReadOnlySpan<GroupKind> kinds)
    {
        using var turn = EnterToUpdate();
        bool isGroup = false;
        foreach (var stage in _binding.Stages)
        {
            isGroup |= kinds.Contains(stage.Stage.Model.Columns.GroupKind);
        }

        if (!isGroup)
        {
            var columns = _binding.Main.Stage.Model.Columns;
            throw new InvalidOperationException(
                columns.Group is { } name ? $"The model's group column '{name}' is {columns.GroupKind.InWords()}." : "The model has no group column.");
        }

        _binding.Reset(group);
        Follower?.Forgotten(group);
    }
}
