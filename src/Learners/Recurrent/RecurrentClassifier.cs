using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// A recurrent net that gives the probabilities of classes, a softmax, and learns their logarithm; else as <see cref="RecurrentLearner{T}"/>.
/// </summary>
/// <remarks>Further classes can be opened in use, as an engine does for a label that it does not know.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class RecurrentClassifier<T> : RecurrentLearner<T>, IGrowingClassifier<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostClasses = 65536;

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

    bool IGrowingClassifier<T>.CanOpen(in RowContext row, ReadOnlySpan<T> input)
    {
        if (Mode != UpdateMode.StateAndParameters || ClassCount == MostClasses || row.Sequence == SequenceKey.Unknown
            || !(row.Weight > 0 && double.IsFinite(row.Weight)))
        {
            return false;
        }

        Memory.Peek(row.Sequence);
        return JudgeInput(input) <= WorstToLearnFrom;
    }

    IOnlineLearner<T> IGrowingClassifier<T>.WithFurtherClass()
    {
        var next = new RecurrentClassifier<T>(InputSize, ClassCount + 1, Options) { Mode = Mode };
        new ClassGrowth<T>(this, next).Run();
        return next;
    }

    /// <inheritdoc/>
    private protected override OnlineLearner<T> CreateEmpty() => new RecurrentClassifier<T>(InputSize, ClassCount, Options);
}
