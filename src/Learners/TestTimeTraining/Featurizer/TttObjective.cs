namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>What the views of a <see cref="TttFeaturizer{T}"/> are fitted by.</summary>
public enum TttObjective
{
    /// <summary>The prediction of a row that is still to come; takes no label.</summary>
    NextRow = 0,

    /// <summary>The prediction of a label.</summary>
    Label = 1,

    /// <summary>Nothing: the views are orthogonal maps, keys a row behind the values, and stay so.</summary>
    FixedViews = 2,
}
