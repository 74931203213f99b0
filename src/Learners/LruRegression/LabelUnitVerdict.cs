namespace AdaptiveML.Learners.LruRegression;

/// <summary>What a label says of the unit that it is told in.</summary>
internal enum LabelUnitVerdict
{
    /// <summary>It is the one in force.</summary>
    Same,

    /// <summary>It may be another: where the label is doubted, no scale should learn from it.</summary>
    Suspect,

    /// <summary>It is probably another: nothing should be learnt from the label.</summary>
    InQuestion,

    /// <summary>It is another.</summary>
    Another,
}
