using AdaptiveML.Learners;
using AdaptiveML.Online;
using Microsoft.ML;
using TttOptions = AdaptiveML.Transforms.TttOptions;

namespace SequenceFeatures;

/// <summary>Features of <c>FeaturizeSequenceByTtt</c>: an inner model learns, while rows come, to forecast the asked column from the token so many rows before.</summary>
internal static class TestTimeTraining
{
    /// <summary>Inner rates to choose from.</summary>
    public static IEnumerable<Setting> Settings(Question question, int spacing, InnerModelKind model) =>
        ((double[])[0.03, 0.1, 0.3]).Select(rate => Of(question, spacing, model, rate));

    /// <summary>One inner rate; with 0 the inner model stays as the fit left it.</summary>
    public static Setting Of(Question question, int spacing, InnerModelKind model, double rate) => new(
        $"inner rate {rate}",
        null,
        spacing,
        mlContext => mlContext.Transforms.FeaturizeSequenceByTtt("Context", nameof(Row.Token), Options(question, model, rate)));

    private static TttOptions Options(Question question, InnerModelKind model, double rate) => new()
    {
        Featurizer = new()
        {
            Width = Setting.Past,
            PredictedInputs = 1,
            Horizon = question.Ahead,
            Layer = new() { InnerModel = model, HeadCount = 2, MiniBatchSize = 4, InnerLearningRate = rate, Forgetting = 0.0 },
        },
        Training = new WindowTrainingOptions { MaximumPasses = 12, WindowsPerStep = 1 },
    };
}
