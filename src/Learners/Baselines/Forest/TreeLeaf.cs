using AdaptiveML.Online;

namespace AdaptiveML.Learners.Baselines;

/// <summary>What a leaf of a <see cref="HoeffdingTree"/> has come to. Blittable, all of one kind: a row of a learner's memory.</summary>
internal struct TreeLeaf
{
    /// <summary>Weight of the rows seen, what was inherited from the split included.</summary>
    public double Weight;

    /// <summary>That weight when a split was looked for last.</summary>
    public double Examined;

    /// <summary>Weight of the rows that the most frequent class was right on.</summary>
    public double RightByMajority;

    /// <summary>Weight of the rows that naive Bayes was right on.</summary>
    public double RightByBayes;

    /// <summary>The first of its records, or −1.</summary>
    public double Record;

    /// <summary>Whether a leaf can have come to it.</summary>
    public readonly bool IsPossible =>
        FieldRules.IsWeight(Weight) && FieldRules.IsWeight(Examined) && FieldRules.IsWeight(RightByMajority) && FieldRules.IsWeight(RightByBayes);
}
