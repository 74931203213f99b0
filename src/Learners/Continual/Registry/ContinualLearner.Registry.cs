using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

public abstract partial class ContinualLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes a learner that has learnt nothing; what its options are says which.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="options">The options of one of the learners.</param>
    /// <param name="classes">Classes known from the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="ArgumentException">The options are of no learner of this library.</exception>
    /// <exception cref="InvalidOperationException">The learner would be too large to be saved; the message says what to change.</exception>
    public static ContinualLearner<T> Create(int inputSize, ContinualOptions options, int classes = 1) =>
        Sized(options, () => Make(inputSize, options, classes));

    private static ContinualLearner<T> Make(int inputSize, ContinualOptions options, int classes) => options switch
    {
        DataClassifierOptions data => new DataClassifier<T>(inputSize, data, classes),
        RanPacOptions ranPac => new RanPac<T>(inputSize, ranPac, classes),
        RidgeClassifierOptions ridge => new RidgeClassifier<T>(inputSize, ridge, classes),
        StreamingLdaOptions lda => new StreamingLda<T>(inputSize, lda, classes),
        NearestMeanOptions mean => new NearestMeanClassifier<T>(inputSize, mean, classes),
        ElasticWeightsOptions elastic => new ElasticWeights<T>(inputSize, elastic, classes),
        LearningWithoutForgettingOptions distilled => new LearningWithoutForgetting<T>(inputSize, distilled, classes),
        AdaptiveForestOptions forest => new AdaptiveForestClassifier<T>(inputSize, forest, classes),
        FineTuningOptions naive => new FineTuning<T>(inputSize, naive, classes),
        _ => throw new ArgumentException($"{options?.GetType().Name ?? "null"} are the options of no continual learner.", nameof(options)),
    };

    /// <summary>
    /// Writes the learner with its tasks and checkpoints. <see cref="Load"/> makes one of it that goes on exactly where this one stands: learning k tasks or
    /// rows, saving, loading and learning m equals learning k + m, bit for bit.
    /// </summary>
    /// <param name="stream">Where to; at most 512 MiB are written.</param>
    /// <exception cref="InvalidOperationException">The learner would take more than 512 MiB.</exception>
    public void Save(Stream stream) => LearnerPayload.Save(attributes => ContinualCodecs<T>.All.Encode(this, attributes), stream);

    /// <summary>Makes a learner of what <see cref="Save"/> wrote.</summary>
    /// <param name="stream">Where from; it is read to its end.</param>
    /// <exception cref="InvalidDataException">The stream holds no continual learner, one of another version's format, or is damaged.</exception>
    public static ContinualLearner<T> Load(Stream stream) => (ContinualLearner<T>)LearnerPayload.Load(stream, ContinualCodecs<T>.All.Decode);
}
