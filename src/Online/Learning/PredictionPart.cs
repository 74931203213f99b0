using System.Collections.ObjectModel;

namespace AdaptiveML.Online;

/// <summary>A named, shaped part of a prediction. Made by <see cref="PredictionLayout.Append(string, ReadOnlySpan{int})"/>.</summary>
internal sealed class PredictionPart
{
    internal PredictionPart(string name, int offset, int[] shape, string[]? elementNames)
    {
        int length = 1;
        foreach (int dimension in shape)
        {
            Require.InRange(dimension, 0, int.MaxValue, nameof(shape));
            length = checked(length * dimension);
        }

        (Name, Offset, Length, Shape) = (name, offset, length, shape.AsReadOnly());
        ElementNames = elementNames?.AsReadOnly();
    }

    /// <summary>Its name, which no other part of the prediction has: one of <see cref="PredictionNames"/>, or a learner's own.</summary>
    public string Name { get; }

    /// <summary>The element of the prediction at which it begins.</summary>
    public int Offset { get; }

    /// <summary>Its elements; may be 0.</summary>
    public int Length { get; }

    /// <summary>Its dimensions, outermost first; their product is <see cref="Length"/>.</summary>
    public ReadOnlyCollection<int> Shape { get; }

    /// <summary>A name for each element, or null where they have none.</summary>
    public ReadOnlyCollection<string>? ElementNames { get; }

    /// <summary>The part of a prediction, to read.</summary>
    /// <param name="prediction">All of a prediction.</param>
    /// <exception cref="ArgumentOutOfRangeException">The prediction is too short.</exception>
    public ReadOnlySpan<T> In<T>(ReadOnlySpan<T> prediction) => prediction.Slice(Offset, Length);

    /// <summary>The part of a prediction, to write.</summary>
    /// <param name="prediction">All of a prediction.</param>
    /// <exception cref="ArgumentOutOfRangeException">The prediction is too short.</exception>
    public Span<T> In<T>(Span<T> prediction) => prediction.Slice(Offset, Length);
}
