using AdaptiveML.Learners.Continual;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Streams.Tests;

/// <summary>Streams of learners of the catalogue.</summary>
internal static class Catalogue
{
    public const int Inputs = 3;

    /// <summary>Writes and reads the learners that are used here.</summary>
    public static LearnerFormat Format { get; } = new(Encode, Decode);

    public static IReadOnlyList<IOnlineLearner<float>> Create(string name) => name switch
    {
        "regressor" => [Regressor(Inputs)],
        "recurrent" => [new RecurrentLearner<float>(Inputs, 1, new() { HiddenUnits = 4, Method = RecurrentMethod.SnAp1 })],
        "features and regressor" => [Featurizer(), Regressor(Featurizer().OutputSize)],
        "classifier" => [ContinualLearner<float>.Create(Inputs, new StreamingLdaOptions(), 2)],
        "independent classifier" => [ContinualLearner<float>.Create(Inputs, new NearestMeanOptions(), 2)],
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    public static LruRegressor<float> Regressor(int inputs) => new(inputs, new() { Unit = new() { StateSize = 4 } });

    private static TttFeaturizer<float> Featurizer() => TttFeaturizer<float>.Create(Inputs, new() { Width = 4 });

    private static byte[] Encode(IOnlineLearner<float> learner)
    {
        using var stream = new MemoryStream();
        switch (learner)
        {
            case LruRegressor<float> regressor:
                regressor.Save(stream);
                break;
            case RecurrentLearner<float> recurrent:
                recurrent.Save(stream);
                break;
            case TttFeaturizer<float> featurizer:
                featurizer.Save(stream);
                break;
            default:
                ((ContinualLearner<float>)learner).Save(stream);
                break;
        }

        return stream.ToArray();
    }

    private static IOnlineLearner<float> Decode(ReadOnlyMemory<byte> payload)
    {
        using var stream = new MemoryStream(payload.ToArray());
        return LearnerPayload.ReadHeader(payload.Span).Component switch
        {
            "lru-regressor" => LruRegressor<float>.Load(stream),
            var component when component.StartsWith("ttt", StringComparison.Ordinal) => TttFeaturizer<float>.Load(stream),
            var component when component.Contains("recurrent", StringComparison.Ordinal) => RecurrentLearner<float>.Load(stream),
            _ => ContinualLearner<float>.Load(stream),
        };
    }
}
