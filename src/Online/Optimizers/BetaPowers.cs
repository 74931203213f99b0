namespace AdaptiveML.Online;

/// <summary>β₁^k and β₂^k after k steps of Adam: what its moments are corrected by. Saved as two elements.</summary>
internal struct BetaPowers
{
    /// <summary>β₁^k.</summary>
    public double First;

    /// <summary>β₂^k.</summary>
    public double Second;

    /// <summary>Before the first step.</summary>
    public static BetaPowers Start => new() { First = 1, Second = 1 };

    /// <summary>Takes a step in.</summary>
    public void Advance(double beta1, double beta2)
    {
        First *= beta1;
        Second *= beta2;
    }
}
