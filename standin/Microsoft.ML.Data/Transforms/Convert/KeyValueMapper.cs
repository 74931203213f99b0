using System.Numerics;

namespace Microsoft.ML.Data;

// From keys to what they stand for, as the column's annotation has it.
internal sealed class KeyValueMapper(DataViewSchema inputSchema, InputOutputColumnPair[] columns) : OneToOneMapper(inputSchema, columns)
{
    protected override DataViewSchema.DetachedColumn CreateOutput(int index)
    {
        var values = ValueTypeOf(Sources[index]);
        DataViewType type = Sources[index].Type is VectorDataViewType vector ? new VectorDataViewType(values, vector.Dimensions) : values;
        return new(Columns[index].OutputColumnName, type, Keep(index, AnnotationKinds.SlotNames));
    }

    protected override Delegate CreateGetter(DataViewRow input, int index) =>
        GenericCall.Invoke(GetterOf<int, int>, [Sources[index].Type.ItemType().RawType, ValueTypeOf(Sources[index]).RawType], input, index);

    private static PrimitiveDataViewType ValueTypeOf(DataViewSchema.Column source) =>
        source.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type is VectorDataViewType { ItemType: var item } && source.HasKeyValues(item)
        ? item
        : throw new InvalidOperationException($"Column '{source.Name}' of type {source.Type} has no {AnnotationKinds.KeyValues} that fit it.");

    private Delegate GetterOf<TKey, TValue>(DataViewRow input, int index)
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        var buffer = default(VBuffer<TValue>);
        Sources[index].GetKeyValues(ref buffer);
        TValue[] values = [MissingValue.Of<TValue>(), .. buffer.DenseValues()];
        return ItemGetter.Create(input, Sources[index], (in TKey key, ref TValue value) =>
        {
            var at = ulong.CreateTruncating(key);
            value = values[at < (ulong)values.Length ? (int)at : 0];
        });
    }
}
