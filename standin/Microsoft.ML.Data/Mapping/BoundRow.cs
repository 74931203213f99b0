namespace Microsoft.ML.Data;

internal sealed class BoundRow : WrappingRow
{
    private readonly BoundMapper _mapper;
    private readonly Delegate?[] _getters;

    public BoundRow(BoundMapper mapper, DataViewRow input, bool[] active)
        : base(input)
    {
        _mapper = mapper;
        _getters = mapper.Mapper.CreateGetters(input, mapper.Bindings.AddedOf(active));
    }

    public override DataViewSchema Schema => _mapper.OutputSchema;

    public override bool IsColumnActive(DataViewSchema.Column column) =>
        _mapper.Bindings.IsInput(column, out var index) ? Input.IsColumnActive(Input.Schema[index]) : _getters[index] is not null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (_mapper.Bindings.IsInput(column, out var index))
            return Input.GetGetter<TValue>(Input.Schema[index]);
        var getter = _getters[index] ?? throw Errors.Inactive(column);
        return getter as ValueGetter<TValue> ?? throw Errors.WrongGetter(column.Name, typeof(TValue), getter);
    }
}
