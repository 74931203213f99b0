namespace AdaptiveML.Pipeline;

/// <summary>What a model's group column is made of.</summary>
public enum GroupKind
{
    /// <summary>There is no group column: all rows are one sequence.</summary>
    None,

    /// <summary>Text; an empty one is not known.</summary>
    Text,

    /// <summary>An integer with a sign, of any width.</summary>
    Integer,

    /// <summary>An integer without a sign, of any width.</summary>
    UnsignedInteger,

    /// <summary>A key; a missing one is not known.</summary>
    Key,
}
