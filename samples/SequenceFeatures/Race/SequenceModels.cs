using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Transforms;
using Microsoft.ML;

namespace SequenceFeatures;

/// <summary>
/// Features of <c>FeaturizeSequenceByTtt</c>, made of rows with their past: a view of them that is learnt in the fit, and a forecast of the asked column that
/// an inner model learns while rows come.
/// </summary>
internal static class SequenceModels
{
    private static readonly double[] Rates = [0.03, 0.1, 0.3];

    /// <summary>An inner model that learns, at several rates.</summary>
    public static IEnumerable<Setting> TestTimeTraining(Question question, float[][] past, TttInnerModel model) =>
        Of(question, past, new() { InnerModel = model }, Rates);

    /// <summary>The same without inner learning: the inner model stays as the fit left it.</summary>
    public static IEnumerable<Setting> Frozen(Question question, float[][] past) => Of(question, past, new(), [0]);

    /// <summary>An inner model of equal size that only adds up: linear attention, whose decay is learnt in the fit.</summary>
    public static IEnumerable<Setting> LinearAttention(Question question, float[][] past) =>
        Of(question, past, new() { Rule = InnerRule.LinearAttention }, Rates);

    private static IEnumerable<Setting> Of(Question question, float[][] past, TttLayerOptions layer, double[] rates)
    {
        foreach (double rate in rates)
        {
            var options = new TttOptions
            {
                Featurizer = new()
                {
                    Width = Setting.Features - 1,
                    PredictedInputs = 1,
                    Lags = 0,
                    Horizon = question.Ahead,
                    Layer = layer with { InnerLearningRate = rate, Forgetting = 0.002 },
                    Gate = new() { WinsorizeLimit = 5 },
                },
                Training = new() { MaximumPasses = 10, WindowsPerStep = 1 },
            };
            yield return new($"inner rate {rate}", past, mlContext => mlContext.Transforms.FeaturizeSequenceByTtt(
                options with { OutputColumnName = "Context", InputColumnName = nameof(Row.Token) }));
        }
    }
}
