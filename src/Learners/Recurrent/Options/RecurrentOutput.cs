namespace AdaptiveML.Learners.Recurrent;

/// <summary>What a recurrent net predicts with, and the loss that goes with it.</summary>
internal enum RecurrentOutput
{
    /// <summary>Numbers, with squared error ½ Σ (y − t)² in standardised units.</summary>
    Linear,

    /// <summary>The probabilities of classes; the target is the index of one. Loss −log p.</summary>
    Softmax,

    /// <summary>The probability of each of some independent events; a target is 0 or 1. Loss −Σ log p of what was. One output serves for two classes.</summary>
    Logistic,

    /// <summary>The same, predicted as the logarithm of the odds of each event.</summary>
    LogOdds,
}
