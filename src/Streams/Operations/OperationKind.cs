namespace AdaptiveML.Streams;

/// <summary>What happened to a stream. The numbers are those of the journal's format and never change.</summary>
public enum OperationKind
{
    /// <summary>A row whose label will never be known.</summary>
    Observe = 1,

    /// <summary>A row with its labels.</summary>
    Learn = 2,

    /// <summary>A row whose label will be told later, by a key.</summary>
    Await = 3,

    /// <summary>The label of a row that waits under a key; NaN gives it up.</summary>
    Tell = 4,

    /// <summary>The labels of the rows that came before a moment are given up.</summary>
    Expire = 5,

    /// <summary>The recent past of one sequence, or of all, is forgotten; what was learnt is kept.</summary>
    Reset = 6,

    /// <summary>From here on rows change as much as a mode allows.</summary>
    Freeze = 7,

    /// <summary>The stream is again as it was behind an earlier operation.</summary>
    Rewind = 8,

    /// <summary>A growing classifier takes on a further class.</summary>
    Open = 9,

    /// <summary>Says what the learners' memories are, so that a replay can be checked. Changes nothing.</summary>
    Mark = 10,
}
