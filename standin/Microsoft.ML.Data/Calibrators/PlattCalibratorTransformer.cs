using Microsoft.ML;
using Microsoft.ML.Calibrators;

[assembly: ModelLoader("Platt", typeof(PlattCalibratorTransformer))]

namespace Microsoft.ML.Calibrators;

public sealed class PlattCalibratorTransformer : CalibratorTransformer<PlattCalibrator>
{
    internal PlattCalibratorTransformer(PlattCalibrator calibrator, string scoreColumnName)
        : base(calibrator, scoreColumnName)
    {
    }

    internal static PlattCalibratorTransformer Load(ModelLoadContext ctx)
    {
        var score = ctx.Reader.ReadString();
        return new PlattCalibratorTransformer(new PlattCalibrator(ctx.Reader.ReadDouble(), ctx.Reader.ReadDouble()), score);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader("Platt");
        ctx.Writer.Write(ScoreColumnName);
        ctx.Writer.Write(Calibrator.Slope);
        ctx.Writer.Write(Calibrator.Offset);
    }
}
