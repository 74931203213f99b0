namespace Microsoft.ML.Trainers;

public abstract class StochasticTrainerBase<TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected StochasticTrainerBase(SchemaShape.Column feature, SchemaShape.Column label, SchemaShape.Column weight)
        : base(feature, label, weight)
    {
    }
}
