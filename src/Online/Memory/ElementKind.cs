namespace AdaptiveML.Online;

/// <summary>What a field of a learner's memory is made of. The numbers are part of the saved format.</summary>
internal enum ElementKind
{
    /// <summary>32-bit floating point.</summary>
    Single = 1,

    /// <summary>64-bit floating point.</summary>
    Double = 2,

    /// <summary>64-bit signed integer.</summary>
    Int64 = 3,

    /// <summary>64-bit unsigned integer.</summary>
    UInt64 = 4,
}
