namespace Microsoft.ML.Data;

internal readonly record struct EstimatorStage(IEstimator<ITransformer> Estimator, TransformerScope Scope, bool CacheAfter);
