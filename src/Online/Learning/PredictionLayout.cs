using System.Collections.ObjectModel;

namespace AdaptiveML.Online;

/// <summary>How a learner's prediction is divided: named parts, one behind the other, which together are all of it. Never changes.</summary>
/// <example>
/// <code>
/// float[] prediction = new float[learner.OutputSize];
/// learner.Predict(input, prediction);
/// float lower = learner.Output[PredictionNames.LowerBound].In&lt;float&gt;(prediction)[0];
/// </code>
/// </example>
internal sealed class PredictionLayout
{
    private readonly PredictionPart[] _parts;

    private PredictionLayout(PredictionPart[] parts)
    {
        _parts = parts;
        Length = parts is [.., var last] ? checked(last.Offset + last.Length) : 0;
    }

    /// <summary>A layout without parts, to append to.</summary>
    public static PredictionLayout Empty { get; } = new([]);

    /// <summary>The parts, in order.</summary>
    public ReadOnlyCollection<PredictionPart> Parts => _parts.AsReadOnly();

    /// <summary>Elements of a prediction.</summary>
    public int Length { get; }

    /// <summary>The part of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message names those that there are.</exception>
    public PredictionPart this[string name] => Find(name)
        ?? throw new ArgumentException($"A prediction has no part '{name}'; it has {string.Join(", ", _parts.Select(part => part.Name))}.", nameof(name));

    /// <summary>A layout that begins with the score.</summary>
    /// <param name="shape">The score's dimensions, outermost first.</param>
    public static PredictionLayout Score(params ReadOnlySpan<int> shape) => Empty.Append(PredictionNames.Score, shape);

    /// <summary>The part of a name, or null.</summary>
    public PredictionPart? Find(string name) => Array.Find(_parts, part => part.Name == name);

    /// <summary>The layout with one part more, the last.</summary>
    /// <param name="name">A name that no other part has.</param>
    /// <param name="shape">The part's dimensions, outermost first, each at least 0; without any, a single number.</param>
    /// <exception cref="ArgumentException">A part has the name; or a dimension is below 0.</exception>
    /// <exception cref="OverflowException">A prediction would have more than 2³¹ − 1 elements.</exception>
    public PredictionLayout Append(string name, params ReadOnlySpan<int> shape) => With(name, shape.ToArray(), null);

    /// <summary>The layout with one part more, the last, whose elements have names.</summary>
    /// <param name="name">A name that no other part has.</param>
    /// <param name="elementNames">A name for each element.</param>
    /// <exception cref="ArgumentException">A part has the name.</exception>
    /// <exception cref="OverflowException">A prediction would have more than 2³¹ − 1 elements.</exception>
    public PredictionLayout Append(string name, IReadOnlyList<string> elementNames)
    {
        ArgumentNullException.ThrowIfNull(elementNames);
        return With(name, [elementNames.Count], [.. elementNames]);
    }

    private PredictionLayout With(string name, int[] shape, string[]? elementNames)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Find(name) is null
            ? new([.. _parts, new(name, Length, shape, elementNames)])
            : throw new ArgumentException($"The prediction already has a part '{name}'.", nameof(name));
    }
}
