using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>A classifier that follows a stream, as part of a learner: its fields lie in the learner's state, zero before the first row.</summary>
internal abstract class StreamExpert
{
    /// <summary>Throws unless it can go on with a state that was read from somewhere, in which it has begun.</summary>
    /// <exception cref="InvalidDataException">Names a field.</exception>
    public virtual void Check(FlatBuffer state)
    {
    }

    /// <summary>Begins with nothing learnt.</summary>
    public abstract void Begin(LearnerMemory memory);

    /// <summary>The probability of each class; 0 everywhere where nothing is known. Writes no memory.</summary>
    public abstract void Predict(LearnerMemory memory, ReadOnlySpan<double> input, Span<double> probabilities);

    /// <summary>Learns the row that was predicted last.</summary>
    public abstract void Learn(LearnerMemory memory, ReadOnlySpan<double> input, int label, double weight);
}
