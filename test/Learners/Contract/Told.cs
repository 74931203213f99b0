namespace AdaptiveML.Learners.Tests;

/// <summary>What is told of a row's target.</summary>
internal enum Told
{
    Known,
    Missing,

    /// <summary>The row is observed now; its target would be told, and learnt, in its turn.</summary>
    Late,
    Infinite,
    Implausible,

    /// <summary>The same as that of thirty rows before it.</summary>
    Stuck,
    StrangeClass,
}
