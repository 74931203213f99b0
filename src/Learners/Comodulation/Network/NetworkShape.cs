namespace AdaptiveML.Learners.Comodulation;

/// <summary>Sizes of a network with one layer that is modulated.</summary>
/// <param name="Sizes">Elements of the input, then units of each hidden layer.</param>
/// <param name="Classes">Elements of the output.</param>
/// <param name="ModulatedLayer">0 for the input, l for hidden layer l.</param>
internal sealed record NetworkShape(IReadOnlyList<int> Sizes, int Classes, int ModulatedLayer)
{
    /// <summary>Number of hidden layers.</summary>
    public int Depth => Sizes.Count - 1;

    /// <summary>Units of the layer that is modulated.</summary>
    public int Modulated => Sizes[ModulatedLayer];

    /// <summary>Units of the last layer.</summary>
    public int Last => Sizes[^1];
}
