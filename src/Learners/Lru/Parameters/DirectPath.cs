namespace AdaptiveML.Learners.Lru;

/// <summary>The path D from input to output that passes the recurrence by.</summary>
internal enum DirectPath
{
    /// <summary>A full matrix, outputs × inputs.</summary>
    Full,

    /// <summary>A diagonal; inputs and outputs are equally many.</summary>
    Diagonal,

    /// <summary>None.</summary>
    None,
}
