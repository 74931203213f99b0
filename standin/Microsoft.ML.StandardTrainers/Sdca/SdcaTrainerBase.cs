using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

public abstract partial class SdcaTrainerBase<TOptions, TTransformer, TModel> : StochasticTrainerBase<TTransformer, TModel>
    where TOptions : SdcaTrainerBase<TOptions, TTransformer, TModel>.OptionsBase, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected SdcaTrainerBase(TOptions options)
        : base(Single(options.FeatureColumnName, SchemaShape.Column.VectorKind.Vector), Single(options.LabelColumnName), Single(options.ExampleWeightColumnName))
    {
        options.Check();
        Settings = options;
    }

    private protected TOptions Settings { get; }

    private static SchemaShape.Column Single(string? name, SchemaShape.Column.VectorKind kind = SchemaShape.Column.VectorKind.Scalar) =>
        name is null ? default : new(name, kind, NumberDataViewType.Single, false);
}
