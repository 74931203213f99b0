using AdaptiveML.Online;

namespace AdaptiveML.Learners.Baselines;

/// <content>What must hold of a tree that was read from somewhere: every place that it names is there, and no way through it has no end.</content>
internal sealed partial class TreeMemory
{
    private const string Lists = "lists of records, each in one of them";

    /// <summary>Throws unless a tree can go on with a state that was read from somewhere.</summary>
    /// <param name="state">The state.</param>
    /// <param name="classes">Classes that a record may be of.</param>
    /// <exception cref="InvalidDataException">Names a field.</exception>
    public void Check(FlatBuffer state, int classes)
    {
        ref readonly var counts = ref state.Ref<TreeCounts>(_counts);
        bool isInRange = FieldRules.IsIndex(counts.Leaves - 1, Leaves) && counts.Nodes == (2 * counts.Leaves) - 1;
        FieldRules.Fit(isInRange && FieldRules.IsIndex(counts.FreeRecords, Records + 1), _counts, "counts of what is in use");
        int leaves = (int)counts.Leaves;
        CheckNodes(state.Refs<TreeNode>(_nodes)[..(int)counts.Nodes], leaves);
        foreach (double feature in state.View<double>(_features)[..(leaves * FeaturesOfLeaf)])
        {
            FieldRules.Fit(FieldRules.IsIndex(feature, Inputs), _features, "of inputs");
        }

        CheckRecords(state, leaves, classes);
    }

    /// <summary>Children lie behind their parents, so that every way ends in a leaf.</summary>
    private void CheckNodes(ReadOnlySpan<TreeNode> nodes, int leaves)
    {
        for (int i = 0; i < nodes.Length; i++)
        {
            ref readonly var node = ref nodes[i];
            bool isSound = node.IsLeaf
                ? FieldRules.IsIndex(node.Place, leaves)
                : FieldRules.IsIndex(node.Feature, Inputs) && FieldRules.IsIndex(node.Place, nodes.Length - 1) && node.Place > i;
            FieldRules.Fit(isSound && double.IsFinite(node.Threshold), _nodes, "nodes that lead to leaves");
        }
    }

    /// <summary>Every record is in the list of one leaf, or in that of those which are free.</summary>
    private void CheckRecords(FlatBuffer state, int leaves, int classes)
    {
        ReadOnlySpan<ClassRecord> records = state.Refs<ClassRecord>(_links);
        ReadOnlySpan<FeatureMoments> moments = state.Refs<FeatureMoments>(_moments);
        bool[] isListed = new bool[Records];
        foreach (ref readonly var leaf in state.Refs<TreeLeaf>(_leaves)[..leaves])
        {
            FieldRules.Fit(leaf.IsPossible, _leaves, "sums of weights");
            for (double at = leaf.Record; at != -1;)
            {
                ref readonly var record = ref records[Place(at, isListed)];
                FieldRules.Fit(record.IsPossible(classes), _links, "of classes and weights");
                foreach (ref readonly var moment in moments.Slice((int)at * FeaturesOfLeaf, FeaturesOfLeaf))
                {
                    FieldRules.Fit(moment.IsFinite, _moments, "finite");
                }

                at = record.Next;
            }
        }

        int free = 0;
        for (double at = state.Ref<TreeCounts>(_counts).FreeRecord; at != -1; free++)
        {
            at = records[Place(at, isListed)].Next;
        }

        FieldRules.Fit(free == state.Ref<TreeCounts>(_counts).FreeRecords, _counts, "counts of what is in use");
    }

    private int Place(double record, bool[] isListed)
    {
        FieldRules.Fit(FieldRules.IsIndex(record, Records) && !isListed[(int)record], _links, Lists);
        isListed[(int)record] = true;
        return (int)record;
    }
}
