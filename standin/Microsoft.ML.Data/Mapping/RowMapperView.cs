namespace Microsoft.ML.Data;

internal sealed class RowMapperView(IDataView source, RowMapper mapper) : TransformView(source)
{
    private readonly BoundMapper _mapper = new(mapper);

    public override DataViewSchema Schema => _mapper.OutputSchema;

    protected override bool? WantsParallel(DataViewSchema.Column[] columns) =>
        ComputesAny(columns) ? _mapper.Mapper.CanSplit : null;

    protected override DataViewRowCursor Open(DataViewSchema.Column[] columns, Random? rand) =>
        new BoundCursor(_mapper, Source.GetRowCursor(_mapper.GetDependencies(columns), rand), _mapper.Bindings.ActiveOf(columns));

    protected override DataViewRowCursor[] OpenSet(DataViewSchema.Column[] columns, int n, Random? rand)
    {
        var computes = ComputesAny(columns);
        if (computes && !_mapper.Mapper.CanSplit)
            return [Open(columns, null)];

        var inputs = Source.GetRowCursorSet(_mapper.GetDependencies(columns), n, rand);
        if (inputs.Length == 1 && n > 1 && computes)
            inputs = RowSplitter.Split(inputs[0], n);
        return Array.ConvertAll(inputs, DataViewRowCursor (input) => new BoundCursor(_mapper, input, _mapper.Bindings.ActiveOf(columns)));
    }

    private bool ComputesAny(DataViewSchema.Column[] columns) => columns.Any(column => !_mapper.Bindings.IsInput(column, out _));
}
