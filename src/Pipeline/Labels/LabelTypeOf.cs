using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>A type of label values that ML.NET holds as <typeparamref name="T"/>.</summary>
internal abstract class LabelType<T>(string name, PrimitiveDataViewType type) : LabelType(name, type)
{
    public sealed override IEnumerable<string> ReadRows(IDataView data, DataViewSchema.Column column) =>
        data.GetColumn<T>(column).Where(value => !IsMissing(value)).Select(Format);

    public sealed override string[] ReadKeyValues(DataViewSchema.Column column)
    {
        VBuffer<T> values = default;
        column.GetKeyValues(ref values);
        return [.. values.DenseValues().Select(value => IsMissing(value) ? "" : Format(value))];
    }

    public sealed override ValueGetter<float> CreateReader(DataViewRow row, DataViewSchema.Column column, ClassLabels classes)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return (ref float index) =>
        {
            getter(ref value);
            index = IsMissing(value) ? float.NaN : TargetOf(value, classes);
        };
    }

    public sealed override Func<string> CreateNameReader(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return IsMissing(value) ? "" : Format(value);
        };
    }

    public override void Annotate(SchemaDefinition.Column column, string kind, IReadOnlyList<string> values) =>
        column.AddAnnotation(kind, new VBuffer<T>(values.Count, [.. values.Select(Parse)]), new VectorDataViewType(Type, values.Count));

    protected abstract bool IsMissing(T value);

    protected abstract string Format(T value);

    protected abstract T Parse(string text);

    /// <summary>The index of a value's class, −1 where there is none, NaN where it counts as missing; allocates nothing.</summary>
    protected abstract float TargetOf(T value, ClassLabels classes);
}
