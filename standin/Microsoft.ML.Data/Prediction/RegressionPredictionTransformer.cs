using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

public sealed class RegressionPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    internal RegressionPredictionTransformer(TModel model, string featureColumnName, DataViewType featureColumnType)
        : base(model, featureColumnName, featureColumnType)
    {
    }

    private ModelParametersBase<float> Parameters => (ModelParametersBase<float>)(object)Model;

    private protected override RowMapper MakeRowMapper(DataViewSchema inputSchema) => new RegressionMapper(inputSchema, FeaturesOf(inputSchema), Parameters);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(RegressionPredictionLoader.Name);
        ctx.Writer.Write(FeatureColumnName);
        DataViewTypeCodec.Write(ctx.Writer, FeatureColumnType);
        ctx.SaveModel(Parameters, RegressionPredictionLoader.ModelPart);
    }
}
