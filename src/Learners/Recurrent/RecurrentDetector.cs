using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// A recurrent net that tells false from true, classes 0 and 1: it predicts the logarithm of the odds of true; else as <see cref="RecurrentLearner{T}"/>.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class RecurrentDetector<T> : RecurrentLearner<T>, IClassifier
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes a learner with initial values drawn from the options' seed.</summary>
    /// <param name="inputSize">m, elements of an input, from 1 to 65536.</param>
    /// <param name="options">Shape, initial values and learning rule; the output is <see cref="RecurrentOutput.LogOdds"/>, whatever they say of it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or an option is out of its range.</exception>
    public RecurrentDetector(int inputSize, RecurrentOptions options)
        : base(inputSize, 1, options with { Output = RecurrentOutput.LogOdds }, isClassifier: false)
    {
    }

    /// <inheritdoc/>
    public int ClassCount => 2;

    /// <inheritdoc/>
    private protected override OnlineLearner<T> CreateEmpty() => new RecurrentDetector<T>(InputSize, Options);
}
