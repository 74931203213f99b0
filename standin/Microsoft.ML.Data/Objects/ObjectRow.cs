namespace Microsoft.ML.Data;

// A row that stands for one object after another.
internal sealed class ObjectRow<TRow> : DataViewRow
    where TRow : class
{
    private readonly ObjectSlot<TRow> _slot = new();
    private readonly Delegate?[] _getters;
    private long _position = -1;

    public ObjectRow(SchemaDefinition? definition)
        : this(new ObjectReader<TRow>(MemberColumn.Of(typeof(TRow), definition, SchemaDefinition.Direction.Read)))
    {
    }

    public ObjectRow(ObjectReader<TRow> reader)
    {
        Schema = reader.Schema;
        _getters = reader.CreateGetters(_slot, _ => true);
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    public void Set(TRow value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _slot.Value = value;
        _position++;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new((ulong)_position, 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        _getters[column.Index] as ValueGetter<TValue> ?? throw Errors.WrongGetter(column.Name, typeof(TValue), _getters[column.Index]!);
}
