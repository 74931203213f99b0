using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

[assembly: ModelLoader(RegressionPredictionLoader.Name, typeof(RegressionPredictionLoader))]

namespace Microsoft.ML.Data;

// Gives a loaded transformer the type of its model.
internal static class RegressionPredictionLoader
{
    public const string Name = "RegressionPrediction";
    public const string ModelPart = "Model";

    internal static ITransformer Load(ModelLoadContext ctx)
    {
        var features = ctx.Reader.ReadString();
        var type = DataViewTypeCodec.Read(ctx.Reader);
        var model = ctx.LoadModel<ModelParametersBase<float>>(ModelPart);
        return GenericCall.Invoke(Of<ModelParametersBase<float>>, model.GetType(), model, features, type);
    }

    private static ITransformer Of<TModel>(ModelParametersBase<float> model, string features, DataViewType type)
        where TModel : class => new RegressionPredictionTransformer<TModel>((TModel)(object)model, features, type);
}
