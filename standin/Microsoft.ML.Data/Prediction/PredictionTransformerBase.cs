namespace Microsoft.ML.Data;

public abstract class PredictionTransformerBase<TModel> : IPredictionTransformer<TModel>, IDisposable
    where TModel : class
{
    private protected PredictionTransformerBase(TModel model)
    {
        Model = model;
    }

    public TModel Model { get; }

    bool ITransformer.IsRowToRowMapper => true;

    public abstract DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new RowMapperView(input, MakeRowMapper(input.Schema));
    }

    public void Dispose()
    {
        (Model as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new BoundMapper(MakeRowMapper(inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => SaveModel(ctx);

    private protected abstract RowMapper MakeRowMapper(DataViewSchema inputSchema);

    private protected abstract void SaveModel(ModelSaveContext ctx);
}
