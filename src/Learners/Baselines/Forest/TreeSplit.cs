using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Baselines;

/// <summary>Looks for the split of a leaf, and makes it where it is sure enough.</summary>
internal sealed class TreeSplit(TreeMemory tree, ForestSettings settings)
{
    private const int Thresholds = 10;

    /// <summary>Share of a leaf's weight that each side of a split must have.</summary>
    private const double SmallestSide = 0.01;

    private readonly double[] _labels = new double[tree.Records];
    private readonly double[] _below = new double[tree.Records];
    private readonly double[] _above = new double[tree.Records];

    /// <summary>Splits a leaf if it may; the node that it is at becomes the split.</summary>
    public void Try(LearnerMemory memory, int node, int leaf, Xoshiro256 random)
    {
        var (classes, weight, entropy) = Count(memory, leaf);
        ref var counts = ref tree.Counts(memory);
        if (classes < 2 || counts.Leaves >= tree.Leaves || classes > counts.FreeRecords)
        {
            return;
        }

        double best = 0, second = 0, threshold = 0;
        int chosen = -1;
        for (int i = 0; i < tree.FeaturesOfLeaf; i++)
        {
            var (gain, at) = Best(memory, leaf, i, weight, entropy);
            if (gain > best)
            {
                (second, best, chosen, threshold) = (best, gain, i, at);
            }
            else
            {
                second = Math.Max(second, gain);
            }
        }

        double range = Elementary.Log((double)classes) / Elementary.Ln2;
        double bound = Math.Sqrt(range * range * -Elementary.Log(settings.SplitConfidence) / (2 * weight));
        if (chosen >= 0 && (best - second > bound || bound < settings.TieThreshold))
        {
            Make(memory, node, leaf, chosen, threshold, random);
        }
    }

    private (int Classes, double Weight, double Entropy) Count(LearnerMemory memory, int leaf)
    {
        var (classes, weight, product) = (0, 0.0, 0.0);
        for (int record = (int)tree.Leaf(memory, leaf).Record; record >= 0; record = (int)tree.Record(memory, record).Next)
        {
            double own = tree.Record(memory, record).Observed;
            classes++;
            weight += own;
            product += Product(own);
        }

        return (classes, weight, Entropy(product, weight));
    }

    /// <summary>The best threshold on one of a leaf's inputs, and what it gains, in bits.</summary>
    private (double Gain, double Threshold) Best(LearnerMemory memory, int leaf, int feature, double weight, double entropy)
    {
        double smallest = double.PositiveInfinity, largest = double.NegativeInfinity;
        for (int record = (int)tree.Leaf(memory, leaf).Record; record >= 0; record = (int)tree.Record(memory, record).Next)
        {
            if (tree.Record(memory, record).Observed > 0)
            {
                var moments = tree.Moments(memory, record)[feature];
                (smallest, largest) = (Math.Min(smallest, moments.Smallest), Math.Max(largest, moments.Largest));
            }
        }

        (double Gain, double Threshold) best = (0, 0);
        for (int step = 1; step <= Thresholds && smallest < largest; step++)
        {
            double threshold = smallest + ((largest - smallest) * step / (Thresholds + 1));
            double gain = Gain(memory, leaf, feature, threshold, weight, entropy);
            best = gain > best.Gain ? (gain, threshold) : best;
        }

        return best;
    }

    private double Gain(LearnerMemory memory, int leaf, int feature, double threshold, double weight, double entropy)
    {
        double below = 0, above = 0, productBelow = 0, productAbove = 0;
        for (int record = (int)tree.Leaf(memory, leaf).Record; record >= 0; record = (int)tree.Record(memory, record).Next)
        {
            double own = tree.Record(memory, record).Observed;
            double first = own > 0 ? own * tree.Moments(memory, record)[feature].ShareBelow(threshold, own) : 0;
            (below, above) = (below + first, above + (own - first));
            (productBelow, productAbove) = (productBelow + Product(first), productAbove + Product(own - first));
        }

        return Math.Min(below, above) < SmallestSide * weight ? 0
            : entropy - (((below * Entropy(productBelow, below)) + (above * Entropy(productAbove, above))) / weight);
    }

    private void Make(LearnerMemory memory, int node, int leaf, int feature, double threshold, Xoshiro256 random)
    {
        int classes = 0;
        for (int record = (int)tree.Leaf(memory, leaf).Record; record >= 0; record = (int)tree.Record(memory, record).Next)
        {
            ref readonly var own = ref tree.Record(memory, record);
            double share = own.Observed > 0 ? tree.Moments(memory, record)[feature].ShareBelow(threshold, own.Observed) : 0.5;
            (_labels[classes], _below[classes], _above[classes]) = (own.Label, own.Weight * share, own.Weight * (1 - share));
            classes++;
        }

        double input = tree.Features(memory, leaf)[feature];
        ref var counts = ref tree.Counts(memory);
        int first = (int)counts.Nodes, other = (int)counts.Leaves;
        (counts.Nodes, counts.Leaves) = (counts.Nodes + 2, counts.Leaves + 1);
        tree.Free(memory, leaf);
        Open(memory, leaf, _below.AsSpan(0, classes), random);
        Open(memory, other, _above.AsSpan(0, classes), random);
        var nodes = tree.Nodes(memory);
        nodes[node] = new() { Feature = input, Threshold = threshold, Place = first };
        nodes[first] = new() { Feature = -1, Place = leaf };
        nodes[first + 1] = new() { Feature = -1, Place = other };
    }

    /// <summary>Begins a leaf with the classes that the split sends there.</summary>
    private void Open(LearnerMemory memory, int leaf, ReadOnlySpan<double> weights, Xoshiro256 random)
    {
        tree.Begin(memory, leaf, random);
        double total = 0;
        for (int c = 0; c < weights.Length; c++)
        {
            if (weights[c] > 0)
            {
                tree.Record(memory, tree.Open(memory, leaf, (int)_labels[c])).Weight = weights[c];
                total += weights[c];
            }
        }

        ref var begun = ref tree.Leaf(memory, leaf);
        (begun.Weight, begun.Examined) = (total, total);
    }

    /// <summary>Entropy in bits, of Σ n ln n and Σ n.</summary>
    private static double Entropy(double product, double weight) =>
        weight > 0 ? (Elementary.Log(weight) - (product / weight)) / Elementary.Ln2 : 0;

    private static double Product(double weight) => weight > 0 ? weight * Elementary.Log(weight) : 0;
}
