using System.Collections;
using Microsoft.ML;
using Microsoft.ML.Data;

[assembly: ModelLoader("TransformerChain", typeof(TransformerChainLoader))]

namespace Microsoft.ML.Data;

public sealed class TransformerChain<TLastTransformer> : ITransformer, IEnumerable<ITransformer>, IDisposable
    where TLastTransformer : class, ITransformer
{
    private readonly ITransformer[] _transformers;
    private readonly TransformerScope[] _scopes;

    public readonly TLastTransformer LastTransformer = null!;

    public TransformerChain(IEnumerable<ITransformer> transformers, IEnumerable<TransformerScope> scopes)
    {
        ArgumentNullException.ThrowIfNull(transformers);
        ArgumentNullException.ThrowIfNull(scopes);
        _transformers = [.. transformers];
        _scopes = [.. scopes];
        if (_transformers.Length != _scopes.Length)
            throw new InvalidOperationException("There is a scope for each transformer.");
        if (_transformers.Length > 0)
        {
            LastTransformer = _transformers[^1] as TLastTransformer
                ?? throw new InvalidOperationException($"The last transformer is no {typeof(TLastTransformer).Name}.");
        }
    }

    public TransformerChain(params ITransformer[] transformers)
        : this(transformers ?? [], (transformers ?? []).Select(_ => TransformerScope.Everything))
    {
    }

    bool ITransformer.IsRowToRowMapper => _transformers.All(transformer => transformer.IsRowToRowMapper);

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => GetOutputSchema(inputSchema, TransformerScope.Scoring);

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema, TransformerScope scope)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return InScope(scope).Aggregate(inputSchema, (schema, transformer) => transformer.GetOutputSchema(schema));
    }

    public IDataView Transform(IDataView input) => Transform(input, TransformerScope.Scoring);

    public IDataView Transform(IDataView input, TransformerScope scope)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(input.Schema, scope);
        return InScope(scope).Aggregate(input, (data, transformer) => transformer.Transform(data));
    }

    public TransformerChain<ITransformer> GetModelFor(TransformerScope scopeFilter) =>
        new(InScope(scopeFilter), _scopes.Where(scope => (scope & scopeFilter) != 0));

    public TransformerChain<TNewLast> Append<TNewLast>(TNewLast transformer, TransformerScope scope = TransformerScope.Everything)
        where TNewLast : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(transformer);
        return new TransformerChain<TNewLast>([.. _transformers, transformer], [.. _scopes, scope]);
    }

    public IEnumerator<ITransformer> GetEnumerator() => ((IEnumerable<ITransformer>)_transformers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        foreach (var transformer in _transformers)
            (transformer as IDisposable)?.Dispose();
    }

    // All transformers, whatever their scope: an engine on a chain needs the columns of training stages too.
    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        if (!((ITransformer)this).IsRowToRowMapper)
            throw new InvalidOperationException($"{nameof(ITransformer.GetRowToRowMapper)} was called although {nameof(ITransformer.IsRowToRowMapper)} is false.");

        var schema = inputSchema;
        var mappers = new IRowToRowMapper[_transformers.Length];
        for (var i = 0; i < mappers.Length; i++)
        {
            mappers[i] = _transformers[i].GetRowToRowMapper(schema);
            schema = mappers[i].OutputSchema;
        }

        return new CompositeMapper(inputSchema, mappers);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => TransformerChainLoader.Save(ctx, _transformers, _scopes);

    private IEnumerable<ITransformer> InScope(TransformerScope filter) => _transformers.Where((_, i) => (_scopes[i] & filter) != 0);
}
