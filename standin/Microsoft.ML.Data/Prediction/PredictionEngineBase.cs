using Microsoft.ML.Data;

namespace Microsoft.ML;

public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ITransformer? _owned;
    private readonly ObjectRow<TSrc> _input;
    private readonly DataViewRow _output;

    private protected PredictionEngineBase(ITransformer transformer, PredictionEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        if (!transformer.IsRowToRowMapper)
            throw new ArgumentOutOfRangeException(nameof(transformer), "Must be a row to row mapper");

        _owned = options.OwnsTransformer ? transformer : null;
        _input = new ObjectRow<TSrc>(options.InputSchemaDefinition);
        var mapper = transformer.GetRowToRowMapper(_input.Schema);
        var writer = new ObjectWriter<TDst>(mapper.OutputSchema, options.IgnoreMissingColumns, options.OutputSchemaDefinition);
        _output = mapper.GetRow(_input, mapper.OutputSchema);
        Fill = writer.Bind(_output);
        OutputSchema = transformer.GetOutputSchema(_input.Schema);
    }

    public DataViewSchema OutputSchema { get; }

    private protected Action<TDst> Fill { get; }

    public TDst Predict(TSrc example)
    {
        var prediction = new TDst();
        Predict(example, ref prediction);
        return prediction;
    }

    public abstract void Predict(TSrc example, ref TDst prediction);

    public void Dispose()
    {
        _output.Dispose();
        (_owned as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Read(TSrc example) => _input.Set(example);
}
