using System.Numerics;
using System.Text.Json.Serialization.Metadata;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// Saves and loads continual learners of every kind, tasks and checkpoints included: learning k tasks or rows, saving, loading and learning m equals learning k
/// + m, bit for bit.
/// </summary>
internal static class ContinualCodec
{
    private static readonly Kind<NearestMeanOptions> NearestMean = new("continual-nearest-mean", ContinualJson.Default.SavedContinualNearestMeanOptions, new());
    private static readonly Kind<StreamingLdaOptions> StreamingLda = new("continual-slda", ContinualJson.Default.SavedContinualStreamingLdaOptions, new());
    private static readonly Kind<RidgeClassifierOptions> Ridge = new("continual-ridge", ContinualJson.Default.SavedContinualRidgeClassifierOptions, new());
    private static readonly Kind<RanPacOptions> RanPac = new("continual-ranpac", ContinualJson.Default.SavedContinualRanPacOptions, new());
    private static readonly Kind<FineTuningOptions> FineTuning = new("continual-fine-tuning", ContinualJson.Default.SavedContinualFineTuningOptions, new());
    private static readonly Kind<ElasticWeightsOptions> ElasticWeights = new("continual-ewc", ContinualJson.Default.SavedContinualElasticWeightsOptions, new());
    private static readonly Kind<LearningWithoutForgettingOptions> WithoutForgetting = new(
        "continual-lwf", ContinualJson.Default.SavedContinualLearningWithoutForgettingOptions, new());
    private static readonly Kind<DataClassifierOptions> Data = new("continual-data", ContinualJson.Default.SavedContinualDataClassifierOptions, new());

    private static readonly Kind<AdaptiveForestOptions> Forest = new("continual-forest", ContinualJson.Default.SavedContinualAdaptiveForestOptions, new());

    /// <summary>The names of the machines in a payload.</summary>
    public static IReadOnlyList<string> Components { get; } =
    [
        NearestMean.Component, StreamingLda.Component, Ridge.Component, RanPac.Component,
        FineTuning.Component, ElasticWeights.Component, WithoutForgetting.Component, Data.Component, Forest.Component,
    ];

    /// <summary>Writes a learner.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="attributes">What the owner adds.</param>
    /// <exception cref="InvalidOperationException">The payload would be larger than <see cref="LearnerPayload.MaximumLength"/>.</exception>
    public static byte[] Encode<T>(ContinualLearner<T> learner, IReadOnlyDictionary<string, string> attributes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => learner switch
        {
            NearestMeanClassifier<T> machine => NearestMean.Encode(machine, machine.Options, attributes),
            StreamingLda<T> machine => StreamingLda.Encode(machine, machine.Options, attributes),
            RidgeClassifier<T> machine => Ridge.Encode(machine, machine.Options, attributes),
            RanPac<T> machine => RanPac.Encode(machine, machine.Options, attributes),
            FineTuning<T> machine => FineTuning.Encode(machine, machine.Options, attributes),
            ElasticWeights<T> machine => ElasticWeights.Encode(machine, machine.Options, attributes),
            LearningWithoutForgetting<T> machine => WithoutForgetting.Encode(machine, machine.Options, attributes),
            DataClassifier<T> machine => Data.Encode(machine, machine.Options, attributes),
            AdaptiveForestClassifier<T> machine => Forest.Encode(machine, machine.Options, attributes),
            _ => throw new ArgumentException($"{learner?.GetType().Name ?? "null"} is no continual learner that can be saved.", nameof(learner)),
        };

    /// <summary>Makes a learner from a payload.</summary>
    /// <param name="payload">All of the payload.</param>
    /// <param name="header">Its header.</param>
    /// <exception cref="InvalidDataException">The payload is another machine's, or does not fit its own options.</exception>
    public static ContinualLearner<T> Decode<T>(ReadOnlySpan<byte> payload, PayloadHeader header)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(header);
        return Components.ToList().IndexOf(header.Component) switch
        {
            0 => NearestMean.Decode<T>(payload, header, static (shape, options) => new NearestMeanClassifier<T>(shape, options)),
            1 => StreamingLda.Decode<T>(payload, header, static (shape, options) => new StreamingLda<T>(shape, options)),
            2 => Ridge.Decode<T>(payload, header, static (shape, options) => new RidgeClassifier<T>(shape, options)),
            3 => RanPac.Decode<T>(payload, header, static (shape, options) => new RanPac<T>(shape, options)),
            4 => FineTuning.Decode<T>(payload, header, static (shape, options) => new FineTuning<T>(shape, options)),
            5 => ElasticWeights.Decode<T>(payload, header, static (shape, options) => new ElasticWeights<T>(shape, options)),
            6 => WithoutForgetting.Decode<T>(payload, header, static (shape, options) => new LearningWithoutForgetting<T>(shape, options)),
            7 => Data.Decode<T>(payload, header, static (shape, options) => new DataClassifier<T>(shape, options)),
            8 => Forest.Decode<T>(payload, header, static (shape, options) => new AdaptiveForestClassifier<T>(shape, options)),
            _ => throw new InvalidDataException($"The saved learner is a '{header.Component}', none of {string.Join(", ", Components)}."),
        };
    }

    private sealed class Kind<TOptions>(string component, JsonTypeInfo<SavedContinual<TOptions>> type, TOptions defaults)
    {
        private readonly LearnerCodec<SavedContinual<TOptions>> _codec = new(component, type, new() { Options = defaults, ClassCount = 1, Tasks = [] });

        public string Component => component;

        public byte[] Encode<T>(ContinualLearner<T> learner, TOptions options, IReadOnlyDictionary<string, string> attributes)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            _codec.Encode(learner, new() { Options = options, ClassCount = learner.ClassCount, Tasks = [.. learner.Tasks] }, attributes);

        public ContinualLearner<T> Decode<T>(ReadOnlySpan<byte> payload, PayloadHeader header, Func<ContinualShape, TOptions, ContinualLearner<T>> create)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            try
            {
                return _codec.Decode<T, ContinualLearner<T>>(payload, header, (inputs, _, saved) => create(saved.Shape(inputs), saved.Options));
            }
            catch (ArgumentOutOfRangeException exception)
            {
                throw new InvalidDataException($"The saved learner's options make no sense: {exception.Message}", exception);
            }
        }
    }
}
