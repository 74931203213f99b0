using System.Numerics;

namespace AdaptiveML.Learners.Continual;

/// <summary>Makes continual learners of any kind.</summary>
public static class ContinualLearners
{
    /// <summary>Makes a learner that has learnt nothing; what its options are says which.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="options">The options of one of the learners.</param>
    /// <param name="classes">Classes known from the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="ArgumentException">The options are of no learner of this library.</exception>
    public static ContinualLearner<T> Create<T>(int inputSize, ContinualOptions options, int classes = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => options switch
        {
            DataClassifierOptions data => new DataClassifier<T>(inputSize, data, classes),
            RanPacOptions ranPac => new RanPac<T>(inputSize, ranPac, classes),
            RidgeClassifierOptions ridge => new RidgeClassifier<T>(inputSize, ridge, classes),
            StreamingLdaOptions lda => new StreamingLda<T>(inputSize, lda, classes),
            NearestMeanOptions mean => new NearestMeanClassifier<T>(inputSize, mean, classes),
            ElasticWeightsOptions elastic => new ElasticWeights<T>(inputSize, elastic, classes),
            LearningWithoutForgettingOptions distilled => new LearningWithoutForgetting<T>(inputSize, distilled, classes),
            FineTuningOptions naive => new FineTuning<T>(inputSize, naive, classes),
            _ => throw new ArgumentException($"{options?.GetType().Name ?? "null"} are the options of no continual learner.", nameof(options)),
        };
}
