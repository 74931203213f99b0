using AdaptiveML.Learners;
using Microsoft.ML;
using Options = AdaptiveML.Transforms.TttOptions;

namespace SequenceFeatures;

/// <summary>Features of <c>FeaturizeSequenceByTtt</c>, made of rows with their past: a view of them that is learnt in the fit, and a forecast of the asked column that an inner model learns while rows come.</summary>
internal static class SequenceModels
{
    private static readonly double[] Rates = [0.03, 0.1, 0.3];

    /// <summary>An inner model that learns, at several rates, without and with forgetting.</summary>
    public static IEnumerable<Setting> TestTimeTraining(Question question, float[][] past, InnerModelKind model) =>
        from rate in Rates
        from forgetting in (double[])[0, 0.002]
        select Of(question, past, $"rate {rate}, forgetting {forgetting}", new() { InnerModel = model, InnerLearningRate = rate, Forgetting = forgetting });

    /// <summary>The same without inner learning: the inner model stays as the fit left it.</summary>
    public static IEnumerable<Setting> Frozen(Question question, float[][] past) => [Of(question, past, "rate 0", new() { InnerLearningRate = 0 })];

    /// <summary>An inner model of equal size that only adds up: linear attention, whose decay is learnt in the fit.</summary>
    public static IEnumerable<Setting> LinearAttention(Question question, float[][] past) =>
        Rates.Select(rate => Of(question, past, $"rate {rate}", new() { Rule = InnerRule.LinearAttention, InnerLearningRate = rate }));

    private static Setting Of(Question question, float[][] past, string text, TttOptions layer)
    {
        var options = new Options
        {
            Featurizer = new() { Width = Setting.Features - 1, PredictedInputs = 1, Horizon = question.Ahead, Layer = layer },
            Training = new() { MaximumPasses = 10, WindowsPerStep = 1 },
        };
        return new(text, past, mlContext => mlContext.Transforms.FeaturizeSequenceByTtt("Context", nameof(Row.Token), options));
    }
}
