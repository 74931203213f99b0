using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// A recurrent net that gives the probabilities of classes, a softmax, and learns their logarithm; else as <see cref="RecurrentLearner{T}"/>.
/// </summary>
/// <remarks>The number of classes is that of the output layer and its optimiser, and stays.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class RecurrentClassifier<T> : RecurrentLearner<T>, IClassifier
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes a learner with initial values drawn from the options' seed.</summary>
    /// <param name="inputSize">m, elements of an input, from 1 to 65536.</param>
    /// <param name="classCount">Classes, from 2 to 65536.</param>
    /// <param name="options">Shape, initial values and learning rule; the output is <see cref="RecurrentOutput.Softmax"/>, whatever they say of it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or an option is out of its range.</exception>
    public RecurrentClassifier(int inputSize, int classCount, RecurrentOptions options)
        : base(inputSize, classCount, options is null ? options! : options with { Output = RecurrentOutput.Softmax }, isClassifier: true)
    {
    }

    /// <inheritdoc/>
    public int ClassCount => OutputSize;

    /// <inheritdoc/>
    private protected override OnlineLearner<T> CreateEmpty() => new RecurrentClassifier<T>(InputSize, ClassCount, Options);
}
