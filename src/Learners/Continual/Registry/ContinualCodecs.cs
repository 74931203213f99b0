using System.Numerics;
using System.Text.Json.Serialization.Metadata;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>Saves and loads continual learners of every kind, tasks and checkpoints included: their shape is saved beside their options.</summary>
internal static class ContinualCodecs<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly ContinualJson Json = ContinualJson.Default;

    /// <summary>Of all kinds.</summary>
    public static LearnerCodecs<T> All { get; } = new(
        Of<NearestMeanClassifier<T>, NearestMeanOptions>(
            "continual-nearest-mean", Json.SavedContinualNearestMeanOptions, static learner => learner.Options, static (shape, options) => new(shape, options)),
        Of<StreamingLda<T>, StreamingLdaOptions>(
            "continual-slda", Json.SavedContinualStreamingLdaOptions, static learner => learner.Options, static (shape, options) => new(shape, options)),
        Of<RidgeClassifier<T>, RidgeClassifierOptions>(
            "continual-ridge", Json.SavedContinualRidgeClassifierOptions, static learner => learner.Options, static (shape, options) => new(shape, options)),
        Of<RanPac<T>, RanPacOptions>(
            "continual-ranpac", Json.SavedContinualRanPacOptions, static learner => learner.Options, static (shape, options) => new(shape, options)),
        Of<FineTuning<T>, FineTuningOptions>(
            "continual-fine-tuning", Json.SavedContinualFineTuningOptions, static learner => learner.Options, static (shape, options) => new(shape, options)),
        Of<ElasticWeights<T>, ElasticWeightsOptions>(
            "continual-ewc", Json.SavedContinualElasticWeightsOptions, static learner => learner.Options, static (shape, options) => new(shape, options)),
        Of<LearningWithoutForgetting<T>, LearningWithoutForgettingOptions>(
            "continual-lwf", Json.SavedContinualLearningWithoutForgettingOptions, static learner => learner.Options,
            static (shape, options) => new(shape, options)),
        Of<DataClassifier<T>, DataClassifierOptions>(
            "continual-data", Json.SavedContinualDataClassifierOptions, static learner => learner.Options, static (shape, options) => new(shape, options)),
        Of<AdaptiveForestClassifier<T>, AdaptiveForestOptions>(
            "continual-forest", Json.SavedContinualAdaptiveForestOptions, static learner => learner.Options, static (shape, options) => new(shape, options)));

    private static LearnerCodec<T, TLearner, SavedContinual<TOptions>> Of<TLearner, TOptions>(
        string component, JsonTypeInfo<SavedContinual<TOptions>> type, Func<TLearner, TOptions> options, Func<ContinualShape, TOptions, TLearner> create)
        where TLearner : ContinualLearner<T>
        where TOptions : new() => new(
            component,
            type,
            new() { Options = new(), ClassCount = 1, Tasks = [] },
            learner => new() { Options = options(learner), ClassCount = learner.ClassCount, Tasks = [.. learner.Tasks] },
            (inputs, _, saved) => create(saved.Shape(inputs), saved.Options));
}
