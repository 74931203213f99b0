namespace Microsoft.ML.Data;

internal sealed class BoundCursor : WrappingCursor
{
    private readonly BoundMapper _mapper;
    private readonly bool[] _active;
    private readonly Delegate?[] _getters;

    public BoundCursor(BoundMapper mapper, DataViewRowCursor input, bool[] active)
        : base(input)
    {
        _mapper = mapper;
        _active = active;
        _getters = mapper.Mapper.CreateGetters(input, mapper.Bindings.AddedOf(active));
    }

    public override DataViewSchema Schema => _mapper.OutputSchema;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw new InvalidOperationException($"Column '{column.Name}' is not active.");
        if (_mapper.Bindings.IsInput(column, out var index))
            return Input.GetGetter<TValue>(Input.Schema[index]);
        return _getters[index] as ValueGetter<TValue> ?? throw Errors.WrongGetter(column.Name, typeof(TValue), _getters[index]!);
    }
}
