using System.Collections;

namespace Microsoft.ML.Data;

public readonly struct VBuffer<T> : IEnumerable
{
    private readonly int _count;
    private readonly T[]? _values;
    private readonly int[]? _indices;

    public readonly int Length;

    public VBuffer(int length, T[]? values, int[]? indices = null)
        : this(length, indices is null ? length : values?.Length ?? 0, values, indices)
    {
    }

    public VBuffer(int length, int count, T[]? values, int[]? indices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, length);
        if ((values?.Length ?? 0) < count)
            throw new ArgumentOutOfRangeException(nameof(values), "There are fewer values than the count says.");
        if (count < length && (indices?.Length ?? 0) < count)
            throw new ArgumentOutOfRangeException(nameof(indices), "A sparse vector has an index for each value.");

        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    public bool IsDense => _count == Length;

    public static void Copy(T[] source, int sourceIndex, ref VBuffer<T> destination, int length)
    {
        var editor = VBufferEditor.Create(ref destination, length);
        source.AsSpan(sourceIndex, length).CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    public T GetItemOrDefault(int index)
    {
        var slot = SlotOf(index);
        return slot < 0 ? default! : _values![slot];
    }

    public void GetItemOrDefault(int index, ref T destination) => destination = GetItemOrDefault(index);

    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default!)
    {
        var target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }

        target.Fill(defaultValue);
        for (var i = 0; i < _count; i++)
            target[_indices![i]] = _values![i];
    }

    public void CopyTo(ref VBuffer<T> destination) => CopyTo(ref destination, 0, Length);

    public void CopyTo(ref VBuffer<T> destination, int sourceIndex, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sourceIndex);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - sourceIndex);

        var (first, last) = IsDense ? (sourceIndex, sourceIndex + length) : (LowerBound(sourceIndex), LowerBound(sourceIndex + length));
        var editor = VBufferEditor.Create(ref destination, length, last - first, maxValuesCapacity: length);
        _values.AsSpan(first, last - first).CopyTo(editor.Values);
        for (var i = 0; i < editor.Indices.Length; i++)
            editor.Indices[i] = _indices![first + i] - sourceIndex;
        destination = editor.Commit();
    }

    public void CopyToDense(ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, Length);
        CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public IEnumerable<T> DenseValues() => Items(all: true).Select(item => item.Value);

    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
    {
        var next = 0;
        for (var i = 0; i < _count; i++)
        {
            var index = IsDense ? i : _indices![i];
            while (all && next < index)
                yield return new(next++, default!);
            yield return new(index, _values![i]);
            next = index + 1;
        }

        while (all && next < Length)
            yield return new(next++, default!);
    }

    public IEnumerator GetEnumerator() => DenseValues().GetEnumerator();

    public override string ToString() =>
        IsDense ? $"Dense vector of size {Length}" : $"Sparse vector of size {Length}, {_count} explicit values";

    internal VBufferEditor<T> Edit(int length, int count, int? maxCapacity, bool keepOldOnResize, bool requireIndicesOnDense)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, length);

        var capacity = maxCapacity ?? length;
        var values = Ensure(_values, count, capacity, keepOldOnResize);
        var indices = count < length || requireIndicesOnDense ? Ensure(_indices, count, capacity, keepOldOnResize) : _indices;
        return new VBufferEditor<T>(length, count, values, indices, requireIndicesOnDense, values != _values, indices != _indices);
    }

    internal VBufferEditor<T> Edit() => new(Length, _count, _values, _indices, requireIndicesOnDense: false, false, false);

    private static TItem[] Ensure<TItem>(TItem[]? old, int count, int capacity, bool keep)
    {
        if (old is null)
            return count == 0 ? [] : new TItem[count];
        if (old.Length >= count)
            return old;

        var larger = new TItem[Math.Max(count, (int)Math.Min(2L * old.Length, capacity))];
        if (keep)
            old.CopyTo(larger, 0);
        return larger;
    }

    private int SlotOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Length);
        return IsDense ? index : Array.BinarySearch(_indices!, 0, _count, index);
    }

    private int LowerBound(int index)
    {
        var at = _count == 0 ? -1 : Array.BinarySearch(_indices!, 0, _count, index);
        return at < 0 ? ~at : at;
    }
}
