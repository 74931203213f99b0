using AdaptiveML.Online;

namespace AdaptiveML.Learners.Baselines;

/// <summary>What a leaf knows of one class. Blittable, all of one kind: a row of a learner's memory.</summary>
internal struct ClassRecord
{
    /// <summary>The class.</summary>
    public double Label;

    /// <summary>The leaf's next record, or the next that is free; −1 at the end.</summary>
    public double Next;

    /// <summary>Weight of its rows, what was inherited from the split included.</summary>
    public double Weight;

    /// <summary>Weight of the rows that its moments are of.</summary>
    public double Observed;

    /// <summary>Whether a leaf can have come to it.</summary>
    public readonly bool IsPossible(int classes) =>
        FieldRules.IsIndex(Label, classes) && FieldRules.IsWeight(Weight) && FieldRules.IsWeight(Observed);
}
