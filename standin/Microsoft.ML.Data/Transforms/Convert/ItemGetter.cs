namespace Microsoft.ML.Data;

// A getter that maps a scalar, or each item of a vector.
internal static class ItemGetter
{
    public static Delegate Create<TSource, TDestination>(DataViewRow input, DataViewSchema.Column column, ItemMap<TSource, TDestination> map) =>
        column.Type is VectorDataViewType
            ? Vector(input.GetGetter<VBuffer<TSource>>(column), map)
            : Scalar(input.GetGetter<TSource>(column), map);

    private static ValueGetter<TDestination> Scalar<TSource, TDestination>(ValueGetter<TSource> getter, ItemMap<TSource, TDestination> map)
    {
        var item = default(TSource)!;
        return (ref TDestination value) =>
        {
            getter(ref item);
            map(item, ref value);
        };
    }

    private static ValueGetter<VBuffer<TDestination>> Vector<TSource, TDestination>(ValueGetter<VBuffer<TSource>> getter, ItemMap<TSource, TDestination> map)
    {
        var source = default(VBuffer<TSource>);
        var dense = default(VBuffer<TSource>);
        return (ref VBuffer<TDestination> value) =>
        {
            getter(ref source);
            source.CopyToDense(ref dense);
            var items = dense.GetValues();
            var editor = VBufferEditor.Create(ref value, items.Length);
            for (var i = 0; i < items.Length; i++)
                map(items[i], ref editor.Values[i]);
            value = editor.Commit();
        };
    }
}
