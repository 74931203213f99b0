using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>
/// The states of the sequences that are live, one buffer each. At most so many; to open another, one makes room: of two that are drawn by a hash of the new
/// one, the one silent for longer.
/// </summary>
/// <remarks>
/// To close the one silent for longest would close, where sequences take turns, always the one needed next, and all would be begun anew at every turn. Of two
/// drawn at random, with one sequence too many, most stay.
/// </remarks>
internal sealed class SequenceStore
{
    private readonly Dictionary<SequenceKey, int> _places = [];
    private readonly List<FlatBuffer> _live = [];
    private readonly Stack<FlatBuffer> _spare = [];
    private readonly Field _head;
    private readonly int _maximum;

    /// <summary>Makes an empty store.</summary>
    /// <param name="layout">Layout of one sequence's state, with a head.</param>
    /// <param name="head">The field made by <see cref="AddHead"/>.</param>
    /// <param name="maximum">Most sequences that are live at once.</param>
    public SequenceStore(Layout layout, Field head, int maximum)
    {
        (Layout, _head, _maximum) = (layout, head, maximum);
        Blank = new(layout);
        Blank.Ref<Head>(head).Time = long.MinValue;
    }

    /// <summary>Makes an empty store like another.</summary>
    public SequenceStore(SequenceStore other)
        : this(other.Layout, other._head, other._maximum)
    {
    }

    /// <summary>Layout of one sequence's state.</summary>
    public Layout Layout { get; }

    /// <summary>What a sequence begins with. Never that of a live one.</summary>
    public FlatBuffer Blank { get; }

    /// <summary>The states, in the order in which they were opened.</summary>
    public IReadOnlyList<FlatBuffer> Live => _live;

    /// <summary>
    /// Where sequences were opened, restarted, closed or touched since <see cref="ChangedPlaces.Clear"/>. What was written by CopyFrom, or after Resize, is not
    /// marked.
    /// </summary>
    public ChangedPlaces Changed { get; } = new();

    /// <summary>Adds to a layout what a store must know of a sequence: its key, when it was used last, and the latest time of its rows.</summary>
    public static Field AddHead(Layout layout)
    {
        var head = layout.AddStruct<Head, long>("sequence.head");
        layout.RequireStructs<Head>(head, static value => FieldRules.IsCount(value.Used), "a row that was counted");
        return head;
    }

    /// <summary>The state of a sequence, or null if it is not live.</summary>
    public FlatBuffer? Find(SequenceKey key) => _places.TryGetValue(key, out int place) ? _live[place] : null;

    /// <summary>Notes that the state of a live sequence is about to change.</summary>
    public void Touch(SequenceKey key) => Changed.Mark(_places[key]);

    /// <summary>Begins a sequence that is not live.</summary>
    /// <param name="key">Names it.</param>
    /// <param name="clock">The owner's clock, by which <see cref="LastUse"/> goes.</param>
    /// <param name="state">Its state.</param>
    /// <returns>Whether another had to make room.</returns>
    public bool Open(SequenceKey key, long clock, out FlatBuffer state)
    {
        bool isFull = _live.Count == _maximum;
        if (isFull)
        {
            int place = Drawn(key, clock);
            state = _live[place];
            _places.Remove(KeyOf(state));
            _places[key] = place;
        }
        else
        {
            state = Make();
            _places[key] = _live.Count;
            _live.Add(state);
            Changed.Reserve(_live.Count);
        }

        Begin(state, key);
        Touch(key);
        return isFull;
    }

    /// <summary>When a sequence was used last, on the store's owner's clock.</summary>
    public ref long LastUse(FlatBuffer state) => ref state.Ref<Head>(_head).Used;

    /// <summary>The latest time of a sequence's rows; <see cref="long.MinValue"/> before the first.</summary>
    public ref long LatestTime(FlatBuffer state) => ref state.Ref<Head>(_head).Time;

    /// <summary>Takes a live sequence back to its beginning.</summary>
    public void Restart(FlatBuffer state)
    {
        long used = LastUse(state);
        var key = KeyOf(state);
        Begin(state, key);
        LastUse(state) = used;
        Touch(key);
    }

    /// <summary>Gives up a live sequence; the one opened last takes its place.</summary>
    public void Close(FlatBuffer state)
    {
        _places.Remove(KeyOf(state), out int place);
        Changed.Mark(place);
        Changed.Mark(_live.Count - 1);
        var last = _live[^1];
        _live.RemoveAt(_live.Count - 1);
        if (last != state)
        {
            _live[place] = last;
            _places[KeyOf(last)] = place;
        }

        _spare.Push(state);
    }

    /// <summary>Takes over the sequences of a store of the same layout.</summary>
    public void CopyFrom(SequenceStore source)
    {
        Blank.CopyFrom(source.Blank);
        Resize(source._live.Count);
        for (int i = 0; i < _live.Count; i++)
        {
            _live[i].CopyFrom(source._live[i]);
        }

        Index();
    }

    /// <summary>Takes over the sequences of a store of another layout, of fields of the same names and kinds.</summary>
    /// <param name="source">The store.</param>
    /// <param name="copy">Copies what the states have in common, from one to the other; what it leaves is as at a sequence's beginning.</param>
    public void CopyFrom(SequenceStore source, Action<FlatBuffer, FlatBuffer> copy)
    {
        copy(source.Blank, Blank);
        Resize(source._live.Count);
        for (int i = 0; i < _live.Count; i++)
        {
            _live[i].CopyFrom(Blank);
            copy(source._live[i], _live[i]);
        }

        Index();
    }

    /// <summary>Takes over the sequences of a store that differs from this one at some places only.</summary>
    /// <param name="source">The store; of the same layout.</param>
    /// <param name="places">Where the two differ, places that only one of them has included.</param>
    public void CopyFrom(SequenceStore source, ReadOnlySpan<int> places)
    {
        Blank.CopyFrom(source.Blank);

        // All old keys go first: a sequence may have moved from one of the places to another.
        foreach (int place in places)
        {
            if (place < _live.Count)
            {
                _places.Remove(KeyOf(_live[place]));
            }
        }

        Resize(source._live.Count);
        foreach (int place in places)
        {
            if (place < _live.Count)
            {
                _live[place].CopyFrom(source._live[place]);
                _places[KeyOf(_live[place])] = place;
            }
        }
    }

    /// <summary>Makes room for so many states, which the caller then fills; <see cref="Index"/> must follow.</summary>
    public void Resize(int count)
    {
        while (_live.Count > count)
        {
            _spare.Push(_live[^1]);
            _live.RemoveAt(_live.Count - 1);
        }

        while (_live.Count < count)
        {
            _live.Add(Make());
        }

        Changed.Reserve(count);
    }

    /// <summary>Takes the memory for so many states now, so that none is taken when they come.</summary>
    public void Reserve(int count)
    {
        _places.EnsureCapacity(count);
        _live.EnsureCapacity(count);
        Changed.Reserve(count);
        while (_live.Count + _spare.Count < count)
        {
            _spare.Push(new(Layout));
        }
    }

    /// <summary>Looks up the keys of the states anew.</summary>
    public void Index()
    {
        _places.Clear();
        for (int i = 0; i < _live.Count; i++)
        {
            _places[KeyOf(_live[i])] = i;
        }
    }

    private FlatBuffer Make() => _spare.TryPop(out var spare) ? spare : new(Layout);

    private SequenceKey KeyOf(FlatBuffer state)
    {
        ref readonly var head = ref state.Ref<Head>(_head);
        return new((ulong)head.High, (ulong)head.Low);
    }

    private void Begin(FlatBuffer state, SequenceKey key)
    {
        state.CopyFrom(Blank);
        ref var head = ref state.Ref<Head>(_head);
        (head.High, head.Low) = ((long)key.High, (long)key.Low);
    }

    /// <summary>The place of the sequence that is to make room for another. It depends on saved numbers alone.</summary>
    private int Drawn(SequenceKey key, long clock)
    {
        var random = Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], key.High ^ BitOperations.RotateLeft(key.Low, 32) ^ (ulong)clock);
        int first = (int)(random.NextUInt64() % (ulong)_live.Count);
        if (_live.Count == 1)
        {
            return first;
        }

        int second = (first + 1 + (int)(random.NextUInt64() % (ulong)(_live.Count - 1))) % _live.Count;
        return LastUse(_live[first]) <= LastUse(_live[second]) ? first : second;
    }

    /// <summary>What a store must know of a sequence: its key, when it was used last, and the latest time of its rows.</summary>
    private struct Head
    {
        public long High;
        public long Low;
        public long Used;
        public long Time;
    }
}
