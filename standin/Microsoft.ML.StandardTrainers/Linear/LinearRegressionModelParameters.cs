using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

[assembly: ModelLoader("LinearRegression", typeof(LinearRegressionModelParameters))]

namespace Microsoft.ML.Trainers;

public sealed class LinearRegressionModelParameters : RegressionModelParameters
{
    internal LinearRegressionModelParameters(float[] weights, float bias)
        : base(weights, bias)
    {
    }

    internal static LinearRegressionModelParameters Load(ModelLoadContext ctx) => new(ctx.Reader.ReadArray<float>(), ctx.Reader.ReadSingle());

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader("LinearRegression");
        ctx.Writer.WriteArray<float>([.. Weights]);
        ctx.Writer.Write(Bias);
    }
}
