using System.Security.Cryptography;

namespace AdaptiveML.Online;

/// <summary>
/// Everything about a learner that changes, as flat buffers: parameters, gradients, state, the state of each sequence, and a kept copy of all but the gradients
/// that a diverged learner falls back to. Saving, loading, cloning, hashing and restoring are each one operation over these.
/// </summary>
internal sealed class LearnerMemory
{
    private readonly FlatBuffer[] _buffers;
    private readonly SequenceStore[] _stores;
    private readonly SequenceCounters _counters;
    private SequenceKey _key;
    private FlatBuffer? _active;
    private bool _isExchanged;

    /// <summary>Makes a memory of zeros.</summary>
    /// <param name="parameters">Layout of the parameters, and of the gradients.</param>
    /// <param name="state">Layout of what all sequences share: optimiser moments, statistics, counters and random generator; the sequences' counters is
    /// appended.</param>
    /// <param name="sequence">Layout of what each sequence has of its own: recurrent state, traces, last values; its head is appended.</param>
    /// <param name="maximumSequences">Most sequences that are live at once.</param>
    /// <param name="keepsCopy">Whether there is room for a copy to fall back to.</param>
    public LearnerMemory(Layout parameters, Layout state, Layout sequence, int maximumSequences, bool keepsCopy = true)
    {
        Require.InRange(maximumSequences, 1, int.MaxValue);
        MaximumSequences = maximumSequences;
        _counters = new(state);
        var head = SequenceStore.AddHead(sequence);
        long copy = keepsCopy ? parameters.ByteLength + (long)state.ByteLength : 0;
        MemoryAllowance.Require((2L * parameters.ByteLength) + state.ByteLength + copy + (2L * sequence.ByteLength));
        Parameters = new(parameters);
        Gradients = new(parameters);
        State = new(state);
        KeepsCopy = keepsCopy;
        KeptParameters = new(keepsCopy ? parameters : new());
        KeptState = new(keepsCopy ? state : new());
        _buffers = [Parameters, Gradients, State, KeptParameters, KeptState];
        _stores = [new(sequence, head, maximumSequences), new(sequence, head, maximumSequences)];
        Sequence = Blank;
    }

    private LearnerMemory(LearnerMemory source)
    {
        (MaximumSequences, KeepsCopy) = (source.MaximumSequences, source.KeepsCopy);
        _counters = source._counters;
        _buffers = Array.ConvertAll(source._buffers, buffer => new FlatBuffer(buffer.Layout));
        _stores = Array.ConvertAll(source._stores, store => new SequenceStore(store));
        (Parameters, Gradients, State, KeptParameters, KeptState) = (_buffers[0], _buffers[1], _buffers[2], _buffers[3], _buffers[4]);
        Sequence = Blank;
        CopyFrom(source);
    }

    /// <summary>What is learnt.</summary>
    public FlatBuffer Parameters { get; }

    /// <summary>The gradient of the rows since the last update; same layout as the parameters.</summary>
    public FlatBuffer Gradients { get; }

    /// <summary>What else moves and belongs to no sequence.</summary>
    public FlatBuffer State { get; }

    /// <summary>
    /// What belongs to the sequence of the present row, as <see cref="Peek"/> or <see cref="Activate"/> chose it. After Peek it may be <see cref="Blank"/> and
    /// must not be written.
    /// </summary>
    public FlatBuffer Sequence { get; private set; }

    /// <summary>The sequence of the present row.</summary>
    public SequenceKey Key => _key;

    /// <summary>What every sequence begins with; a machine sets what must not be zero when it is made.</summary>
    public FlatBuffer Blank => Live.Blank;

    /// <summary>Most sequences that are live at once.</summary>
    public int MaximumSequences { get; }

    /// <summary>What became of the sequences.</summary>
    public SequenceCounts Sequences => _counters.Counts(this, Live.Live.Count);

    /// <summary>Whether there is room for a copy to fall back to.</summary>
    public bool KeepsCopy { get; }

    internal IReadOnlyList<FlatBuffer> Buffers => _buffers;

    internal SequenceStore Live => _stores[0];

    internal SequenceStore Kept => _stores[1];

    private FlatBuffer KeptParameters { get; }

    private FlatBuffer KeptState { get; }

    /// <summary>Chooses a sequence to read: its state, or, where it has none, that with which it would begin. Changes nothing that is saved.</summary>
    public void Peek(SequenceKey key)
    {
        if (_active is null || key != _key)
        {
            _key = key;
            _active = Live.Find(key);
        }

        Sequence = _active ?? Blank;
    }

    /// <summary>Chooses a sequence to go on with, which is begun if it is not live.</summary>
    /// <param name="row">Names the sequence, and the row's time.</param>
    public void Activate(in RowContext row)
    {
        Peek(row.Sequence);
        if (_active is null)
        {
            bool evicted = Live.Open(row.Sequence, _counters.Clock(this), out var state);
            if (KeepsCopy)
            {
                Kept.Reserve(Live.Live.Count);
            }

            _counters.Open(this, evicted);
            Sequence = _active = state;
        }

        Live.Touch(_key);
        Live.LastUse(Sequence) = _counters.Tick(this);
        if (row.Time is { } time)
        {
            _counters.Time(this, time, ref Live.LatestTime(Sequence));
        }
    }

    /// <summary>Takes one sequence back to its beginning.</summary>
    public void Restart(SequenceKey key)
    {
        if (Live.Find(key) is { } state)
        {
            Live.Restart(state);
        }
    }

    /// <summary>Gives up what one sequence has of its own; it leaves its place to others.</summary>
    internal void Close(SequenceKey key)
    {
        if (Live.Find(key) is { } state)
        {
            Live.Close(state);
            Forget();
        }
    }

    /// <summary>Takes all sequences back to their beginning.</summary>
    public void RestartAll()
    {
        foreach (var state in Live.Live)
        {
            Live.Restart(state);
        }
    }

    /// <summary>
    /// Keeps a copy of parameters, state and sequences for <see cref="Restore"/>. Of the sequences it copies those that were entered, restarted or closed since
    /// the last copy: those that were silent cost nothing.
    /// </summary>
    /// <exception cref="InvalidOperationException">The memory keeps none.</exception>
    public void Keep()
    {
        RequireCopy();
        KeptParameters.CopyFrom(Parameters);
        KeptState.CopyFrom(State);
        Exchange(from: Live, to: Kept);
        if (_active is not null)
        {
            // The row that is being learnt may write its sequence after this.
            Live.Touch(_key);
        }
    }

    /// <summary>Brings back what was kept last, and drops the gradient gathered since. What the sequences' counters has counted stays counted.</summary>
    /// <exception cref="InvalidOperationException">The memory keeps none.</exception>
    public void Restore()
    {
        RequireCopy();
        _counters.Preserve(this, KeptState);
        Parameters.CopyFrom(KeptParameters);
        State.CopyFrom(KeptState);
        Gradients.Bytes.Clear();
        Exchange(from: Kept, to: Live);
        Forget();
    }

    /// <summary>Overwrites this memory with another of the same layouts.</summary>
    public void CopyFrom(LearnerMemory source)
    {
        ArgumentNullException.ThrowIfNull(source);
        for (int i = 0; i < _buffers.Length; i++)
        {
            _buffers[i].CopyFrom(source._buffers[i]);
        }

        for (int i = 0; i < _stores.Length; i++)
        {
            _stores[i].CopyFrom(source._stores[i]);
        }

        Invalidate();
    }

    /// <summary>Whether a memory is of the same layouts, so that one can be copied to the other.</summary>
    public bool HasLayoutsOf(LearnerMemory other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Parameters.Layout.ToString() == other.Parameters.Layout.ToString()
            && State.Layout.ToString() == other.State.Layout.ToString()
            && Blank.Layout.ToString() == other.Blank.Layout.ToString();
    }

    /// <summary>An independent memory with the same contents.</summary>
    public LearnerMemory Copy() => new(this);

    /// <summary>SHA-256 of all buffers: equal learners have equal hashes.</summary>
    public byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var buffer in _buffers.Concat(_stores.SelectMany(store => store.Live)))
        {
            hash.AppendData(buffer.Bytes);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>Throws unless what the learner's parts ask of saved numbers holds of all buffers but the gradients.</summary>
    /// <exception cref="InvalidDataException">A field holds what the learner cannot have come to.</exception>
    internal void Check()
    {
        foreach (var buffer in _buffers.Concat(_stores.SelectMany(store => store.Live)))
        {
            // A copy that was never kept is all zeros.
            if (buffer != Gradients && buffer.Bytes.ContainsAnyExcept((byte)0))
            {
                buffer.Layout.Check(buffer);
            }
        }
    }

    /// <summary>Must follow when live or kept sequences were overwritten in the stores themselves.</summary>
    internal void Invalidate()
    {
        _isExchanged = true;
        Forget();
    }

    private void Forget() => (_active, Sequence) = (null, Blank);

    /// <summary>Makes one of the stores equal to the other.</summary>
    private void Exchange(SequenceStore from, SequenceStore to)
    {
        if (_isExchanged)
        {
            to.CopyFrom(from);
        }
        else
        {
            to.CopyFrom(from, Live.Changed.Places);
        }

        _isExchanged = false;
        Live.Changed.Clear();
    }

    private void RequireCopy()
    {
        if (!KeepsCopy)
        {
            throw new InvalidOperationException("The memory has no room for a copy.");
        }
    }
}
