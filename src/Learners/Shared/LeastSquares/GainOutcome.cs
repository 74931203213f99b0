namespace AdaptiveML.Learners;

/// <summary>What became of a row in a <see cref="RecursiveGain"/>.</summary>
internal enum GainOutcome
{
    /// <summary>P took the row in; the gain is that of the row.</summary>
    Taken,

    /// <summary>The row is too large for arithmetic. P is as it was; the gain is zero.</summary>
    Refused,

    /// <summary>Rounding had made P indefinite: it starts anew. The gain is zero.</summary>
    Restarted,
}
