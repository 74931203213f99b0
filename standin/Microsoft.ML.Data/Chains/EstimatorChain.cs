using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed class EstimatorChain<TLastTransformer> : IEstimator<TransformerChain<TLastTransformer>>
    where TLastTransformer : class, ITransformer
{
    private readonly EstimatorStage[] _stages;

    public readonly IEstimator<TLastTransformer> LastEstimator = null!;

    public EstimatorChain()
    {
        _stages = [];
    }

    internal EstimatorChain(EstimatorStage[] stages, IEstimator<TLastTransformer> last)
    {
        _stages = stages;
        LastEstimator = last;
    }

    public TransformerChain<TLastTransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));

        var data = input;
        var transformers = new ITransformer[_stages.Length];
        for (var i = 0; i < transformers.Length; i++)
        {
            transformers[i] = _stages[i].Estimator.Fit(data);
            data = transformers[i].Transform(data);
            if (_stages[i].CacheAfter && i < transformers.Length - 1)
                data = new CacheView(data);
        }

        return new TransformerChain<TLastTransformer>(transformers, _stages.Select(stage => stage.Scope));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        _stages.Aggregate(inputSchema, (shape, stage) => stage.Estimator.GetOutputSchema(shape));

    public EstimatorChain<TNewTrans> Append<TNewTrans>(IEstimator<TNewTrans> estimator, TransformerScope scope = TransformerScope.Everything)
        where TNewTrans : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return new EstimatorChain<TNewTrans>([.. _stages, new EstimatorStage((IEstimator<ITransformer>)estimator, scope, CacheAfter: false)], estimator);
    }

    public EstimatorChain<TLastTransformer> AppendCacheCheckpoint(IHostEnvironment env)
    {
        ArgumentNullException.ThrowIfNull(env);
        if (_stages.Length == 0)
            throw new InvalidOperationException("The chain has no estimator to put a cache checkpoint behind.");
        return new EstimatorChain<TLastTransformer>([.. _stages[..^1], _stages[^1] with { CacheAfter = true }], LastEstimator);
    }
}
