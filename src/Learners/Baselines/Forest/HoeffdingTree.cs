using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Baselines;

/// <summary>
/// A decision tree that grows row by row: a leaf becomes a split where Hoeffding's bound says that the split which looks best is the best. A leaf looks at a
/// random part of the inputs, and answers with its most frequent class or with naive Bayes, whichever has been right more often in it.
/// <code>
/// ε = √(R² ln(1/δ) / 2n)      R = log₂ classes      split where gain₁ − gain₂ &gt; ε or ε &lt; τ
/// </code>
/// </summary>
/// <remarks>P. Domingos and G. Hulten, "Mining high-speed data streams", KDD 2000; normal distributions of each class in place of the values, and ten
/// thresholds an input: B. Pfahringer, G. Holmes and R. Kirkby, "Handling numeric attributes in Hoeffding trees", PAKDD 2008. Memory is fixed.</remarks>
internal sealed class HoeffdingTree
{
    private readonly ForestSettings _settings;
    private readonly TreeMemory _tree;
    private readonly TreeSplit _split;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    public HoeffdingTree(string name, int inputs, ForestSettings settings, Layout state)
    {
        (_settings, _tree) = (settings, new(name, inputs, settings, state));
        _split = new(_tree, settings);
    }

    /// <inheritdoc cref="TreeMemory.Check"/>
    public void Check(FlatBuffer state, int classes) => _tree.Check(state, classes);

    /// <summary>Makes the tree one leaf that knows nothing.</summary>
    public void Reset(LearnerMemory memory, Xoshiro256 random) => _tree.Reset(memory, random);

    /// <summary>The share of each class in the leaf of a row; 0 everywhere where the leaf knows none. Writes no memory.</summary>
    public void Predict(LearnerMemory memory, ReadOnlySpan<double> input, Span<double> shares)
    {
        int leaf = LeafOf(memory, input, out _);
        ref readonly var known = ref _tree.Leaf(memory, leaf);
        shares.Clear();
        if (known.RightByBayes > known.RightByMajority)
        {
            WriteBayes(memory, leaf, input, shares);
        }
        else
        {
            WriteFrequencies(memory, leaf, shares);
        }
    }

    /// <summary>Learns a row.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="input">The row.</param>
    /// <param name="label">Its class.</param>
    /// <param name="weight">How much it counts; 0 where it is only to be answered.</param>
    /// <param name="random">Draws the inputs of new leaves.</param>
    /// <returns>Whether the tree would have answered rightly.</returns>
    public bool Learn(LearnerMemory memory, ReadOnlySpan<double> input, int label, double weight, Xoshiro256 random)
    {
        int leaf = LeafOf(memory, input, out int node);
        bool isRight = Judge(memory, leaf, input, label, weight);
        if (weight > 0)
        {
            Learn(memory, node, leaf, input, label, weight, random);
        }

        return isRight;
    }

    private void Learn(LearnerMemory memory, int node, int leaf, ReadOnlySpan<double> input, int label, double weight, Xoshiro256 random)
    {
        int record = _tree.Find(memory, leaf, label) is >= 0 and var found ? found : _tree.Open(memory, leaf, label);
        if (record < 0)
        {
            return;
        }

        ref var known = ref _tree.Record(memory, record);
        known.Weight += weight;
        known.Observed += weight;
        var features = _tree.Features(memory, leaf);
        var moments = _tree.Moments(memory, record);
        for (int i = 0; i < features.Length; i++)
        {
            moments[i].Add(input[(int)features[i]], weight, known.Observed);
        }

        ref var grown = ref _tree.Leaf(memory, leaf);
        grown.Weight += weight;
        if (grown.Weight - grown.Examined >= _settings.GracePeriod)
        {
            grown.Examined = grown.Weight;
            _split.Try(memory, node, leaf, random);
        }
    }

    private int LeafOf(LearnerMemory memory, ReadOnlySpan<double> input, out int node)
    {
        var nodes = _tree.Nodes(memory);
        node = 0;
        while (!nodes[node].IsLeaf)
        {
            node = (int)nodes[node].Place + (input[(int)nodes[node].Feature] <= nodes[node].Threshold ? 0 : 1);
        }

        return (int)nodes[node].Place;
    }

    /// <summary>Notes whether the most frequent class and naive Bayes would have been right; gives whether the leaf's answer is.</summary>
    private bool Judge(LearnerMemory memory, int leaf, ReadOnlySpan<double> input, int label, double weight)
    {
        ref var known = ref _tree.Leaf(memory, leaf);
        double most = 0, likeliest = double.NegativeInfinity;
        int frequent = -1, likely = -1;
        for (int record = (int)known.Record; record >= 0; record = (int)_tree.Record(memory, record).Next)
        {
            ref readonly var own = ref _tree.Record(memory, record);
            (most, frequent) = own.Weight > most ? (own.Weight, (int)own.Label) : (most, frequent);
            double score = LogLikelihood(memory, leaf, record, input);
            (likeliest, likely) = score > likeliest ? (score, (int)own.Label) : (likeliest, likely);
        }

        bool isRight = (known.RightByBayes > known.RightByMajority ? likely : frequent) == label;
        known.RightByMajority += frequent == label ? weight : 0;
        known.RightByBayes += likely == label ? weight : 0;
        return isRight;
    }

    private void WriteFrequencies(LearnerMemory memory, int leaf, Span<double> shares)
    {
        double total = 0;
        for (int record = (int)_tree.Leaf(memory, leaf).Record; record >= 0; record = (int)_tree.Record(memory, record).Next)
        {
            ref readonly var own = ref _tree.Record(memory, record);
            shares[(int)own.Label] = own.Weight;
            total += own.Weight;
        }

        TensorPrimitives.Multiply(shares, total > 0 ? 1 / total : 0, shares);
    }

    private void WriteBayes(LearnerMemory memory, int leaf, ReadOnlySpan<double> input, Span<double> shares)
    {
        double largest = double.NegativeInfinity, total = 0;
        for (int record = (int)_tree.Leaf(memory, leaf).Record; record >= 0; record = (int)_tree.Record(memory, record).Next)
        {
            double score = LogLikelihood(memory, leaf, record, input);
            shares[(int)_tree.Record(memory, record).Label] = score;
            largest = Math.Max(largest, score);
        }

        for (int record = (int)_tree.Leaf(memory, leaf).Record; record >= 0; record = (int)_tree.Record(memory, record).Next)
        {
            ref double share = ref shares[(int)_tree.Record(memory, record).Label];
            share = double.IsFinite(share) ? Elementary.Exp(share - largest) : 0;
            total += share;
        }

        TensorPrimitives.Multiply(shares, total > 0 ? 1 / total : 0, shares);
    }

    /// <summary>ln P(class) + Σ ln p(input | class), up to what all classes share; −∞ of a class that was never observed here.</summary>
    private double LogLikelihood(LearnerMemory memory, int leaf, int record, ReadOnlySpan<double> input)
    {
        ref readonly var own = ref _tree.Record(memory, record);
        if (own.Observed <= 0)
        {
            return double.NegativeInfinity;
        }

        double sum = Elementary.Log(own.Weight);
        var features = _tree.Features(memory, leaf);
        var moments = _tree.Moments(memory, record);
        for (int i = 0; i < features.Length; i++)
        {
            sum += moments[i].LogDensity(input[(int)features[i]], own.Observed);
        }

        return sum;
    }
}
