namespace AdaptiveML.Learners.Baselines;

/// <summary>A node of a <see cref="HoeffdingTree"/>. Blittable, all of one kind: a row of a learner's memory.</summary>
internal struct TreeNode
{
    /// <summary>The input that a split looks at; −1 in a leaf.</summary>
    public double Feature;

    /// <summary>Rows whose input is at most this go to the first child.</summary>
    public double Threshold;

    /// <summary>The first of a split's two children, which lie side by side; or the leaf's place.</summary>
    public double Place;

    /// <summary>Whether rows end here.</summary>
    public readonly bool IsLeaf => Feature < 0;
}
