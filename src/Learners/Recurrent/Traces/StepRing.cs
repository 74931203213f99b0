using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>The last steps of a sequence, the oldest overwritten first: a vector each, and the partial derivatives of the step.</summary>
internal sealed class StepRing<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Field _vectors;
    private readonly Field _partials;
    private readonly Field _count;
    private readonly int _partialsLength;

    /// <summary>Adds the fields to <paramref name="sequence"/>.</summary>
    public StepRing(Layout sequence, string name, int capacity, int vectorLength, int partialsLength)
    {
        (Capacity, VectorLength, _partialsLength) = (capacity, vectorLength, partialsLength);
        _vectors = sequence.Add<T>(name + ".vectors", capacity, vectorLength);
        _partials = sequence.Add<T>(name + ".partials", capacity, partialsLength);
        _count = sequence.Add<long>(name + ".count", 1);
        sequence.RequireCounts(_count);
    }

    /// <summary>Where the steps are counted.</summary>
    public Field Counter => _count;

    /// <summary>Most steps held.</summary>
    public int Capacity { get; }

    /// <summary>Elements of a vector.</summary>
    public int VectorLength { get; }

    /// <summary>Steps held.</summary>
    public int Count(FlatBuffer sequence) => (int)Math.Min(Capacity, sequence.View<long>(_count)[0]);

    /// <summary>The place of a step, 0 the latest; the vectors of places that follow each other lie one after the other.</summary>
    public int Place(FlatBuffer sequence, int age) => (int)((sequence.View<long>(_count)[0] - 1 - age) % Capacity);

    /// <summary>The vectors from a place on.</summary>
    public Span<T> Vectors(FlatBuffer sequence, int place) => sequence.View<T>(_vectors)[(place * VectorLength)..];

    /// <summary>The partial derivatives at all places.</summary>
    public ReadOnlySpan<T> Partials(FlatBuffer sequence) => sequence.View<T>(_partials);

    /// <summary>Appends a step and gives its vector, to be filled.</summary>
    public Span<T> Push(FlatBuffer sequence, ReadOnlySpan<T> partials)
    {
        sequence.View<long>(_count)[0]++;
        int place = Place(sequence, 0);
        partials.CopyTo(sequence.View<T>(_partials).Slice(place * _partialsLength, _partialsLength));
        return Vectors(sequence, place)[..VectorLength];
    }
}
