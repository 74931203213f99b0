namespace AdaptiveML.Learners.Comodulation;

/// <summary>What a task learns, the simplest first.</summary>
public enum AdaptationMethod
{
    /// <summary>Logistic regression on the inputs as they come, in the units of the base: nothing of the base. What ML.NET's own trainers could do.</summary>
    Logistic,

    /// <summary>Logistic regression on the inputs and, beside them, the last layer of the base as it is: no modulation.</summary>
    LogisticWithBase,

    /// <summary>The readout, along the gradient, from that of the base: no modulation.</summary>
    Readout,

    /// <summary>The readout, by ridge regression on the last layer: no modulation.</summary>
    Ridge,

    /// <summary>
    /// All of the above in all their settings, each as heavy as rows held back and primary tasks say: whatever can be made of the inputs and the base without
    /// modulation.
    /// </summary>
    Blend,

    /// <summary>The couplings alone; the modulator stands at 1, nothing is noisy and the last layer has no gains. Known as attention by gain.</summary>
    Gain,

    /// <summary>The couplings, and in the last layer gains from each unit's covariance with a noisy modulator.</summary>
    Comodulation,

    /// <summary>Couplings and readout together; no gains in the last layer.</summary>
    GainAndReadout,
}
