using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Baselines;

/// <summary>
/// Where the nodes, leaves and records of a <see cref="HoeffdingTree"/> lie: arrays of fixed size in a learner's state, with lists of what is free. A record is
/// what a leaf knows of one class, so that memory does not depend on how many classes there are.
/// </summary>
internal sealed partial class TreeMemory
{
    /// <summary>Share of the inputs that a leaf looks at where they are few, and how many are few.</summary>
    private const double Share = 0.6;

    private const int Few = 8;

    private readonly Field _nodes;
    private readonly Field _leaves;
    private readonly Field _features;
    private readonly Field _links;
    private readonly Field _moments;
    private readonly Field _counts;
    private readonly int[] _drawn;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    public TreeMemory(string name, int inputs, ForestSettings settings, Layout state)
    {
        (Inputs, Leaves, Records) = (inputs, settings.Leaves, settings.Records);
        FeaturesOfLeaf = Math.Clamp((int)(Share * inputs) + 1, 1, Math.Min(inputs, Math.Max((int)Math.Sqrt(inputs) + 1, Few)));
        _nodes = state.AddStructs<TreeNode, double>(name + ".nodes", (2 * Leaves) - 1);
        _leaves = state.AddStructs<TreeLeaf, double>(name + ".leaves", Leaves);
        _features = state.Add<double>(name + ".features", Leaves, FeaturesOfLeaf);
        _links = state.AddStructs<ClassRecord, double>(name + ".records", Records);
        _moments = state.AddStructs<FeatureMoments, double>(name + ".moments", Records * FeaturesOfLeaf);
        _counts = state.AddStruct<TreeCounts, double>(name + ".counts");
        _drawn = new int[inputs];
    }

    /// <summary>Elements of an input.</summary>
    public int Inputs { get; }

    /// <summary>Most leaves.</summary>
    public int Leaves { get; }

    /// <summary>Most records.</summary>
    public int Records { get; }

    /// <summary>Inputs that a leaf looks at, drawn at random: ⌊√inputs⌋ + 1, or where that is below 8, up to 8 and three of five.</summary>
    public int FeaturesOfLeaf { get; }

    public Span<TreeNode> Nodes(LearnerMemory memory) => memory.State.Refs<TreeNode>(_nodes);

    public ref TreeLeaf Leaf(LearnerMemory memory, int leaf) => ref memory.State.Refs<TreeLeaf>(_leaves)[leaf];

    /// <summary>The inputs that a leaf looks at.</summary>
    public Span<double> Features(LearnerMemory memory, int leaf) =>
        memory.State.View<double>(_features).Slice(leaf * FeaturesOfLeaf, FeaturesOfLeaf);

    public ref ClassRecord Record(LearnerMemory memory, int record) => ref memory.State.Refs<ClassRecord>(_links)[record];

    /// <summary>A record's moments, one an input of its leaf.</summary>
    public Span<FeatureMoments> Moments(LearnerMemory memory, int record) =>
        memory.State.Refs<FeatureMoments>(_moments).Slice(record * FeaturesOfLeaf, FeaturesOfLeaf);

    public ref TreeCounts Counts(LearnerMemory memory) => ref memory.State.Ref<TreeCounts>(_counts);

    /// <summary>Makes the tree one leaf that knows nothing.</summary>
    public void Reset(LearnerMemory memory, Xoshiro256 random)
    {
        var links = memory.State.Refs<ClassRecord>(_links);
        for (int record = 0; record < Records; record++)
        {
            links[record] = new() { Next = record + 1 < Records ? record + 1 : -1 };
        }

        Counts(memory) = new() { Nodes = 1, Leaves = 1, FreeRecord = 0, FreeRecords = Records };
        Nodes(memory)[0] = new() { Feature = -1 };
        Begin(memory, 0, random);
    }

    /// <summary>Makes a leaf one that knows nothing, and draws the inputs that it looks at.</summary>
    public void Begin(LearnerMemory memory, int leaf, Xoshiro256 random)
    {
        Leaf(memory, leaf) = new() { Record = -1 };
        for (int i = 0; i < Inputs; i++)
        {
            _drawn[i] = i;
        }

        var features = Features(memory, leaf);
        for (int i = 0; i < features.Length; i++)
        {
            int other = i + (int)(random.NextUniform() * (Inputs - i));
            (_drawn[i], _drawn[other]) = (_drawn[other], _drawn[i]);
            features[i] = _drawn[i];
        }
    }

    /// <summary>A leaf's record of a class, or −1.</summary>
    public int Find(LearnerMemory memory, int leaf, int label)
    {
        int record = (int)Leaf(memory, leaf).Record;
        while (record >= 0 && Record(memory, record).Label != label)
        {
            record = (int)Record(memory, record).Next;
        }

        return record;
    }

    /// <summary>Puts an empty record of a class in front of a leaf's; −1 where none is free.</summary>
    public int Open(LearnerMemory memory, int leaf, int label)
    {
        ref var counts = ref Counts(memory);
        int record = (int)counts.FreeRecord;
        if (record >= 0)
        {
            ref var opened = ref Record(memory, record);
            (counts.FreeRecord, counts.FreeRecords) = (opened.Next, counts.FreeRecords - 1);
            opened = new() { Label = label, Next = Leaf(memory, leaf).Record };
            Leaf(memory, leaf).Record = record;
            Moments(memory, record).Clear();
        }

        return record;
    }

    /// <summary>Frees all records of a leaf.</summary>
    public void Free(LearnerMemory memory, int leaf)
    {
        ref var counts = ref Counts(memory);
        for (int record = (int)Leaf(memory, leaf).Record; record >= 0;)
        {
            ref var freed = ref Record(memory, record);
            int next = (int)freed.Next;
            freed = new() { Next = counts.FreeRecord };
            (counts.FreeRecord, counts.FreeRecords) = (record, counts.FreeRecords + 1);
            record = next;
        }

        Leaf(memory, leaf).Record = -1;
    }
}
