namespace AdaptiveML.Online;

/// <summary>What a learner may change when it sees a row.</summary>
public enum UpdateMode
{
    /// <summary>State and parameters: the learner adapts.</summary>
    StateAndParameters,

    /// <summary>State only: the learner follows the stream with the parameters it has.</summary>
    StateOnly,

    /// <summary>Nothing.</summary>
    Frozen,
}
