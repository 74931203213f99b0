using System.Globalization;

namespace Microsoft.ML.Data;

internal sealed class KeyTable<T> : KeyTable
    where T : notnull
{
    private readonly LookupColumn<T> _values;
    private readonly Dictionary<T, uint> _keys;

    public KeyTable(DataViewType type, T[] values)
    {
        _values = new LookupColumn<T>(type, values, DataViewSchema.Annotations.Empty);
        _keys = new Dictionary<T, uint>(values.Length, TextComparer.For<T>());
        foreach (var value in values)
            _keys.Add(value, (uint)_keys.Count + 1);
    }

    public override DataViewType ValueType => _values.Type;

    public override int Count => _values.Values.Length;

    public static bool IsMissing(DataViewType type, T value) => value switch
    {
        _ when type is KeyDataViewType => EqualityComparer<T>.Default.Equals(value, default),
        ReadOnlyMemory<char> text => text.IsEmpty,
        float number => float.IsNaN(number),
        double number => double.IsNaN(number),
        _ => false,
    };

    public static int Compare(T x, T y) => x is ReadOnlyMemory<char> text && y is ReadOnlyMemory<char> other
        ? text.Span.SequenceCompareTo(other.Span)
        : Comparer<T>.Default.Compare(x, y);

    public override void Save(BinaryWriter writer)
    {
        DataViewTypeCodec.Write(writer, ValueType);
        _values.Save(writer);
    }

    public override Delegate CreateGetter(DataViewRow input, DataViewSchema.Column column) => ItemGetter.Create<T, uint>(input, column, Find);

    public override void Annotate(DataViewSchema.Annotations.Builder annotations, bool asText)
    {
        var item = asText ? TextDataViewType.Instance : (PrimitiveDataViewType)ValueType;
        var type = new VectorDataViewType(item, Count);
        var getter = asText
            ? ConstantGetter.Of(Array.ConvertAll(_values.Values, value => Convert.ToString(value, CultureInfo.InvariantCulture)), type)
            : ConstantGetter.Vector(new VBuffer<T>(Count, _values.Values));
        annotations.Add(AnnotationKinds.KeyValues, type, getter);
    }

    private void Find(in T value, ref uint key) => key = _keys.GetValueOrDefault(value);
}
