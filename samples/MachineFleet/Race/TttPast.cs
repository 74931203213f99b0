using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MachineFleet;

/// <summary>
/// <c>FeaturizeSequenceByTtt</c>: an inner model a machine, that learns to forecast the reading: of the row to come, the first element.
/// </summary>
/// <remarks>Least squares within, since machines follow laws of few terms; no lags, since a reading comes of its own hour alone.</remarks>
internal static class TttPast
{
    public static Contender Contender { get; } = new("FeaturizeSequenceByTtt", (fit, unseen) =>
    {
        var mlContext = new MLContext(1);
        var pipeline = mlContext.Transforms.Concatenate("Row", nameof(MachineRow.Last), nameof(MachineRow.Sensors))
            .Append(mlContext.Transforms.FeaturizeSequenceByTtt(new TttOptions
            {
                OutputColumnName = "Context",
                InputColumnName = "Row",
                GroupColumnName = nameof(MachineRow.Machine),
                PredictedInputs = 1,
                StartsAnew = true,
                Rule = InnerRule.LeastSquares,
                HeadCount = 1,
                Featurizer = new() { Lags = 0 },
            }));
        var history = mlContext.Data.LoadFromEnumerable(fit);
        var model = pipeline.Fit(history);
        return (Features(model, history), Features(model, mlContext.Data.LoadFromEnumerable(unseen)));
    });

    private static float[][] Features(TransformerChain<TttFeaturizingTransformer> model, IDataView rows) =>
        [.. model.Transform(rows).GetColumn<float[]>("Context")];
}
