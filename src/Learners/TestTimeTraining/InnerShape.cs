namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>Shape of a head's inner model f(x) = x + LN(m(x)), and of its mini-batches.</summary>
/// <param name="Kind">m.</param>
/// <param name="Size">Inputs of f.</param>
/// <param name="BatchSize">Tokens whose gradients are taken at the same weights.</param>
internal readonly record struct InnerShape(TttInnerModel Kind, int Size, int BatchSize)
{
    /// <summary>Hidden units for each input of the perceptron.</summary>
    private const int Expansion = 4;

    /// <summary>Outputs of f, which without the residual path may be others than its inputs.</summary>
    public int Outputs { get; init; } = Size;

    /// <summary>Whether f has the layer normalisation.</summary>
    public bool Normalizes { get; init; } = true;

    /// <summary>Whether f has the residual path.</summary>
    public bool HasResidual { get; init; } = true;

    /// <summary>Whether a token's step is bounded by the length of its input, so that no mini-batch overshoots.</summary>
    public bool BoundsSteps { get; init; }

    /// <summary>Whether m has biases.</summary>
    public bool HasBias { get; init; } = true;

    /// <summary>Inputs of the last of m's layers.</summary>
    public int LastInputs => Kind == TttInnerModel.Mlp ? Expansion * Size : Size;
}
