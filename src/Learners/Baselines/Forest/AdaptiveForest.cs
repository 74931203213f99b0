using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Baselines;

/// <summary>
/// Adaptive random forest: <see cref="HoeffdingTree"/>s, each of which learns a row Poisson(6) times. Where the errors of a tree begin to rise, another one
/// grows behind it, and takes its place when they have risen for sure. Trees vote by the share of rows that they were right on.
/// </summary>
/// <remarks>H. Gomes et al., "Adaptive random forests for evolving data stream classification", Machine Learning 106, 2017. Part of a learner: the fields lie
/// in its state.</remarks>
internal sealed class AdaptiveForest
{
    private readonly ForestSettings _settings;
    private readonly HoeffdingTree[] _trees;
    private readonly AdaptiveWindow[] _warnings;
    private readonly AdaptiveWindow[] _drifts;
    private readonly Field _records;
    private readonly Field _random;
    private readonly double[] _shares;
    private readonly double _none;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    /// <param name="name">Begins the fields' names.</param>
    /// <param name="inputs">Elements of an input.</param>
    /// <param name="classes">Classes; memory does not depend on it.</param>
    /// <param name="settings">The forest's.</param>
    /// <param name="state">Where to.</param>
    public AdaptiveForest(string name, int inputs, int classes, ForestSettings settings, Layout state)
    {
        settings.Validate();
        _settings = settings;
        var all = Enumerable.Range(0, settings.Trees);
        _trees = [.. Enumerable.Range(0, 2 * settings.Trees).Select(tree => new HoeffdingTree($"{name}{tree}", inputs, settings, state))];
        _warnings = [.. all.Select(tree => new AdaptiveWindow($"{name}{tree}.warning", settings.WarningConfidence, state))];
        _drifts = [.. all.Select(tree => new AdaptiveWindow($"{name}{tree}.drift", settings.DriftConfidence, state))];
        _records = state.AddStructs<TreeRecord, double>(name + ".trees", 2 * settings.Trees);
        _random = state.Add<ulong>(name + ".random", Xoshiro256.StateLength);
        (_shares, _none) = (new double[classes], Elementary.Exp(-settings.Repetition));
    }

    /// <summary>Throws unless the forest can go on with a state that was read from somewhere.</summary>
    /// <exception cref="InvalidDataException">Names a field.</exception>
    public void Check(FlatBuffer state)
    {
        ReadOnlySpan<TreeRecord> records = state.Refs<TreeRecord>(_records);
        for (int tree = 0; tree < records.Length; tree++)
        {
            bool isSound = records[tree].IsPossible && records[tree].IsVoting != records[Other(tree)].IsVoting;
            FieldRules.Fit(isSound, _records, "trees of which one of each pair votes");
            if (records[tree].IsVoting || records[tree].IsGrowing)
            {
                _trees[tree].Check(state, _shares.Length);
            }
        }
    }

    /// <summary>Makes every tree one leaf that knows nothing.</summary>
    public void Reset(LearnerMemory memory)
    {
        var random = Xoshiro256.Seed(memory.State.View<ulong>(_random), _settings.Seed);
        for (int tree = 0; tree < _settings.Trees; tree++)
        {
            Begin(memory, tree, random);
            Records(memory)[tree + _settings.Trees] = default;
            _warnings[tree].Clear(memory);
            _drifts[tree].Clear(memory);
        }
    }

    /// <summary>The trees' mean shares of the classes, which sum to 1, or 0 everywhere where no tree has learnt. Writes no memory.</summary>
    public void Predict(LearnerMemory memory, ReadOnlySpan<double> input, Span<double> shares)
    {
        shares.Clear();
        for (int tree = 0; tree < _trees.Length; tree++)
        {
            ref readonly var record = ref Records(memory)[tree];
            if (record.IsVoting)
            {
                _trees[tree].Predict(memory, input, _shares);
                TensorPrimitives.FusedMultiplyAdd<double>(_shares, record.Accuracy, shares, shares);
            }
        }

        double total = 0;
        foreach (double share in shares)
        {
            total += share;
        }

        TensorPrimitives.Multiply(shares, total > 0 ? 1 / total : 0, shares);
    }

    /// <summary>Learns a row.</summary>
    public void Learn(LearnerMemory memory, ReadOnlySpan<double> input, int label, double weight)
    {
        var random = new Xoshiro256(memory.State.View<ulong>(_random));
        for (int place = 0; place < _settings.Trees; place++)
        {
            int voting = Voting(memory, place), behind = Other(voting);
            double times = Poisson(random) * weight;
            bool isRight = Learn(memory, voting, input, label, weight, times, random);
            if (Records(memory)[behind].IsGrowing)
            {
                Learn(memory, behind, input, label, weight, times, random);
            }

            Watch(memory, place, voting, isRight, random);
        }
    }

    private void Watch(LearnerMemory memory, int place, int voting, bool isRight, Xoshiro256 random)
    {
        int behind = Other(voting);
        if (HasRisen(_warnings[place], memory, isRight) && !Records(memory)[behind].IsGrowing)
        {
            Begin(memory, behind, random);
            Records(memory)[behind].State = TreeRecord.Growing;
            _warnings[place].Clear(memory);
        }

        if (HasRisen(_drifts[place], memory, isRight))
        {
            if (!Records(memory)[behind].IsGrowing)
            {
                Begin(memory, behind, random);
            }

            Records(memory)[voting] = default;
            Records(memory)[behind].State = TreeRecord.Voting;
            _warnings[place].Clear(memory);
            _drifts[place].Clear(memory);
        }
    }

    /// <summary>Whether a window of errors was cut because they became more.</summary>
    private static bool HasRisen(AdaptiveWindow window, LearnerMemory memory, bool isRight)
    {
        return window.Add(memory, isRight ? 0 : 1);
    }

    /// <summary>A tree answers a row, and learns it so many times.</summary>
    private bool Learn(LearnerMemory memory, int tree, ReadOnlySpan<double> input, int label, double weight, double times, Xoshiro256 random)
    {
        bool isRight = _trees[tree].Learn(memory, input, label, times, random);
        ref var record = ref Records(memory)[tree];
        (record.Seen, record.Right) = (record.Seen + weight, record.Right + (isRight ? weight : 0));
        return isRight;
    }

    private void Begin(LearnerMemory memory, int tree, Xoshiro256 random)
    {
        _trees[tree].Reset(memory, random);
        Records(memory)[tree] = new() { State = TreeRecord.Voting };
    }

    private int Voting(LearnerMemory memory, int place) => Records(memory)[place].IsVoting ? place : place + _settings.Trees;

    private int Other(int tree) => tree < _settings.Trees ? tree + _settings.Trees : tree - _settings.Trees;

    private Span<TreeRecord> Records(LearnerMemory memory) => memory.State.Refs<TreeRecord>(_records);

    /// <summary>A Poisson number (D. Knuth, "The art of computer programming" 2, section 3.4.1).</summary>
    private int Poisson(Xoshiro256 random)
    {
        int count = 0;
        for (double product = random.NextUniform(); product > _none; product *= random.NextUniform())
        {
            count++;
        }

        return count;
    }

    /// <summary>What a tree does, and how often it was right.</summary>
    private struct TreeRecord
    {
        public const double Growing = 1, Voting = 2;

        public double State;
        public double Seen;
        public double Right;

        public readonly bool IsVoting => State == Voting;

        public readonly bool IsGrowing => State == Growing;

        /// <summary>Whether a tree can have come to it.</summary>
        public readonly bool IsPossible => State is 0 or Growing or Voting && FieldRules.IsWeight(Seen) && FieldRules.IsWeight(Right);

        /// <summary>Share of rows it was right on; 1 before the first.</summary>
        public readonly double Accuracy => Seen > 0 ? Right / Seen : 1;
    }
}
