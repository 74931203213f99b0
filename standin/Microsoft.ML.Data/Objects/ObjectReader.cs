using System.Numerics;

namespace Microsoft.ML.Data;

// Makes column getters from the members of objects.
internal sealed class ObjectReader<TRow>
    where TRow : class
{
    private readonly MemberColumn[] _columns;

    public ObjectReader(MemberColumn[] columns)
    {
        _columns = columns;
        Schema = MemberColumn.SchemaOf(columns);
    }

    public DataViewSchema Schema { get; }

    public Delegate?[] CreateGetters(ObjectSlot<TRow> slot, Func<DataViewSchema.Column, bool> isActive) =>
        [.. Schema.Select(column => isActive(column) ? CreateGetter(_columns[column.Index], slot) : null)];

    private static Delegate CreateGetter(MemberColumn column, ObjectSlot<TRow> slot)
    {
        var type = column.MemberType;
        if (type == typeof(string))
            return Text(column.CompileGet<TRow, string?>(), slot);
        if (type == typeof(string[]))
            return Texts(column.CompileGet<TRow, string?[]?>(), slot);
        if (type.IsArray)
            return GenericCall.Invoke(FromArray<int>, type.GetElementType()!, column, slot);
        return column.Type switch
        {
            VectorDataViewType vector => GenericCall.Invoke(FromBuffer<int>, vector.ItemType.RawType, column, slot),
            KeyDataViewType key => GenericCall.Invoke(FromKey<uint>, key.RawType, column, slot),
            _ => GenericCall.Invoke(Direct<int>, type, column, slot),
        };
    }

    private static ValueGetter<ReadOnlyMemory<char>> Text(Func<TRow, string?> get, ObjectSlot<TRow> slot) =>
        (ref ReadOnlyMemory<char> value) => value = get(slot.Current).AsMemory();

    private static ValueGetter<VBuffer<ReadOnlyMemory<char>>> Texts(Func<TRow, string?[]?> get, ObjectSlot<TRow> slot) =>
        (ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            var texts = get(slot.Current).AsSpan();
            var editor = VBufferEditor.Create(ref value, texts.Length);
            for (var i = 0; i < texts.Length; i++)
                editor.Values[i] = texts[i].AsMemory();
            value = editor.Commit();
        };

    private static Delegate FromArray<T>(MemberColumn column, ObjectSlot<TRow> slot)
    {
        var get = column.CompileGet<TRow, T[]?>();
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
        {
            var items = get(slot.Current).AsSpan();
            var editor = VBufferEditor.Create(ref value, items.Length);
            items.CopyTo(editor.Values);
            value = editor.Commit();
        });
    }

    private static Delegate FromBuffer<T>(MemberColumn column, ObjectSlot<TRow> slot)
    {
        var get = column.CompileGet<TRow, VBuffer<T>>();
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => get(slot.Current).CopyTo(ref value));
    }

    // A key member counts from 0, as people do; a key column from 1, and has 0 for what is missing.
    private static Delegate FromKey<T>(MemberColumn column, ObjectSlot<TRow> slot)
        where T : unmanaged, IBinaryInteger<T>
    {
        var get = column.CompileGet<TRow, T>();
        var last = T.CreateTruncating(((KeyDataViewType)column.Type).Count - 1);
        return (ValueGetter<T>)((ref T value) =>
        {
            var key = get(slot.Current);
            value = key <= last ? key + T.One : T.Zero;
        });
    }

    private static Delegate Direct<T>(MemberColumn column, ObjectSlot<TRow> slot)
    {
        var get = column.CompileGet<TRow, T>();
        return (ValueGetter<T>)((ref T value) => value = get(slot.Current));
    }
}
