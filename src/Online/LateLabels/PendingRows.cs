namespace AdaptiveML.Online;

/// <summary>
/// The rows from the oldest that waits for its label on, in the order in which they came: a ring, all of whose memory is there from the beginning.
/// </summary>
internal sealed class PendingRows
{
    private readonly PendingRow[] _rows;
    private readonly float[] _inputs;
    private readonly double[] _issued;
    private readonly int _inputSize;
    private readonly int _issuedSize;
    private readonly Dictionary<string, int> _slots;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _slotOf;
    private int _first;

    /// <param name="capacity">Most rows.</param>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="issuedSize">Numbers in what was said of a row, <see cref="IIssuedPredictions"/>.</param>
    public PendingRows(int capacity, int inputSize, int issuedSize)
    {
        _rows = new PendingRow[capacity];
        _inputs = new float[checked(capacity * inputSize)];
        _issued = new double[checked(capacity * issuedSize)];
        (_inputSize, _issuedSize) = (inputSize, issuedSize);
        _slots = new(capacity);
        _slotOf = _slots.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int Count { get; private set; }

    public bool IsFull => Count == _rows.Length;

    /// <summary>Rows whose labels are still to come.</summary>
    public int Pending => _slots.Count;

    /// <summary>A row, counted from the oldest.</summary>
    public ref readonly PendingRow this[int index] => ref _rows[Slot(index)];

    public ReadOnlySpan<float> Input(int index) => Inputs(Slot(index));

    /// <summary>What was said of a row when it came.</summary>
    public Span<double> Issued(int index) => _issued.AsSpan(Slot(index) * _issuedSize, _issuedSize);

    /// <summary>The same, among the oldest rows.</summary>
    public int PendingAmong(int oldest)
    {
        int pending = 0;
        for (int i = 0; i < oldest; i++)
        {
            pending += this[i].Key is null ? 0 : 1;
        }

        return pending;
    }

    public bool Contains(ReadOnlySpan<char> key) => _slotOf.ContainsKey(key);

    /// <summary>The row that waits under a key, counted from the oldest; −1 where there is none.</summary>
    public int IndexOf(ReadOnlySpan<char> key) => _slotOf.TryGetValue(key, out int slot) ? (slot - _first + _rows.Length) % _rows.Length : -1;

    /// <summary>Puts a row, or a gap without an input, behind the others. There must be room for it.</summary>
    public void Add(ReadOnlySpan<float> input, in PendingRow row)
    {
        int slot = Slot(Count);
        if (row.Key is { } key)
        {
            _slots.Add(key, slot);
        }

        _rows[slot] = row;
        input.CopyTo(Inputs(slot));
        Count++;
    }

    /// <summary>Writes down the label of the row that waits under a key, and forgets the key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="label">The label.</param>
    /// <param name="index">The row, counted from the oldest.</param>
    /// <returns>Whether there is such a row.</returns>
    public bool TryLabel(ReadOnlySpan<char> key, float label, out int index)
    {
        index = IndexOf(key);
        if (index < 0)
        {
            return false;
        }

        _slotOf.Remove(key);
        _rows[Slot(index)] = this[index] with { Key = null, Action = PendingAction.Learn, Label = label };
        return true;
    }

    /// <summary>Takes the oldest row away.</summary>
    public void RemoveFirst()
    {
        if (_rows[_first].Key is { } key)
        {
            _slots.Remove(key);
        }

        _rows[_first] = default;
        _first = Slot(1);
        Count--;
    }

    private int Slot(int index) => (_first + index) % _rows.Length;

    private Span<float> Inputs(int slot) => _inputs.AsSpan(slot * _inputSize, _inputSize);
}
