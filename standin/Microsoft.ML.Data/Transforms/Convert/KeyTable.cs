using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

// The values that a column's keys stand for: key 1 is the first. What is not among them, or missing, is 0.
internal abstract class KeyTable
{
    public abstract DataViewType ValueType { get; }

    public abstract int Count { get; }

    public static KeyTable Fit(IDataView data, DataViewSchema.Column column, int maximum, ValueToKeyMappingEstimator.KeyOrdinality ordinality)
    {
        var item = (PrimitiveDataViewType)column.Type.ItemType();
        return GenericCall.Invoke(FitAs<int>, item.RawType, (data, column), (maximum, ordinality));
    }

    public static KeyTable Load(BinaryReader reader)
    {
        var type = DataViewTypeCodec.Read(reader);
        return GenericCall.Invoke(LoadAs<int>, type.RawType, reader, type);
    }

    public abstract void Save(BinaryWriter writer);

    public abstract Delegate CreateGetter(DataViewRow input, DataViewSchema.Column column);

    public abstract void Annotate(DataViewSchema.Annotations.Builder annotations, bool asText);

    private static KeyTable FitAs<T>(
        (IDataView Data, DataViewSchema.Column Column) source, (int Maximum, ValueToKeyMappingEstimator.KeyOrdinality Ordinality) options)
        where T : notnull
    {
        var item = source.Column.Type.ItemType();
        var values = source.Column.Type is VectorDataViewType
            ? source.Data.GetColumn<T[]>(source.Column).SelectMany(items => items)
            : source.Data.GetColumn<T>(source.Column);
        var distinct = values.Where(value => !KeyTable<T>.IsMissing(item, value)).Distinct(TextComparer.For<T>()).Take(options.Maximum).ToArray();
        if (options.Ordinality == ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            Array.Sort(distinct, KeyTable<T>.Compare);
        return new KeyTable<T>(item, distinct);
    }

    private static KeyTable LoadAs<T>(BinaryReader reader, DataViewType type)
        where T : notnull =>
        new KeyTable<T>(type, LookupColumn<T>.Load(reader, type).Values);
}
