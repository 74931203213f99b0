namespace Microsoft.ML.Data;

internal class CacheColumn<T> : CacheColumn
{
    protected List<T> Values { get; } = [];

    public override Action AddFrom(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            var value = default(T)!;
            getter(ref value);
            Values.Add(value);
        };
    }

    public virtual void Copy(int row, ref T destination) => destination = Values[row];
}
