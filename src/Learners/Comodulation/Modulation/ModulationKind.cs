namespace AdaptiveML.Learners.Comodulation;

/// <summary>By what a modulator m of variance v multiplies a unit of coupling c.</summary>
internal enum ModulationKind
{
    /// <summary>e^(m c − v c² / 2): 1 on average over a normal m.</summary>
    Exponential,

    /// <summary>1 + m c.</summary>
    Linear,
}
