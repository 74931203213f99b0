namespace AdaptiveML.Learners.Comodulation;

/// <summary>How a coupling, which is never negative, is made of the parameter u that is learnt.</summary>
internal enum CouplingKind
{
    /// <summary>c = u².</summary>
    Square,

    /// <summary>c = ln(1 + e^u).</summary>
    Softplus,

    /// <summary>c = max(u, 0); a coupling that has come to 0 stays there.</summary>
    Relu,
}
