namespace AdaptiveML.Pipeline;

/// <summary>What an engine does with a row.</summary>
internal enum EngineVerb
{
    /// <summary>Predict it and change nothing.</summary>
    Predict,

    /// <summary>Predict it, then advance the state by it.</summary>
    Observe,

    /// <summary>Predict it, then learn from it.</summary>
    Learn,

    /// <summary>Predict it, then keep it until its label is known.</summary>
    Await,
}
