namespace AdaptiveML.Kernels;

/// <summary>
/// The blocks of a recurrent cell: what is remembered, and what is computed from input and memory, each of <paramref name="Units"/> elements.
/// </summary>
/// <param name="Units">n.</param>
/// <param name="States">S, blocks of the state s: 1 for h, 2 for [h; c].</param>
/// <param name="Gates">G, blocks of the pre-activations.</param>
internal readonly record struct CellShape(int Units, int States, int Gates)
{
    /// <summary>With more, a square matrix of whole tiles would have more elements than a span can.</summary>
    private const int MostUnits = 46336;

    /// <summary>S n, elements of the state.</summary>
    public int StateLength => States * Units;

    /// <summary><see cref="StateLength"/> in whole tiles.</summary>
    public int StateStride => Tile.Pad(StateLength);

    /// <summary>G n in whole tiles: pre-activations, and rows of the weights.</summary>
    public int GateStride => Tile.Pad(Gates * Units);

    /// <summary>Elements of the recurrent weights the other way round: G n rows of n elements in whole tiles.</summary>
    public int TransposedLength => Gates * Units * Tile.Pad(Units);

    /// <summary>
    /// Elements of the partial derivatives of one step: S G n of the state by the pre-activations, then S n of h and c by the c before, where there is one.
    /// </summary>
    public int PartialsLength => (States * Gates * Units) + (States > 1 ? States * Units : 0);

    /// <summary>Throws unless the blocks are those of a cell whose weights fit into one span; then none of the lengths overflows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names what is out of range.</exception>
    public void Check()
    {
        Lengths.InRange(Units, 0, MostUnits);
        Lengths.InRange(States, 1, 2);
        Lengths.InRange(Gates, 1, int.MaxValue);
        Lengths.InRange((long)Gates * Units * Tile.Pad(Units), 0, int.MaxValue, nameof(TransposedLength));
    }
}
