using AdaptiveML.Kernels;

namespace AdaptiveML.Online.Tests;

/// <summary>A kept copy of the sequences that changed is the same as a kept copy of all, whatever happens in between.</summary>
[TestClass]
public sealed class KeepTests
{
    private const int Most = 6, Keys = 10;

    [TestMethod]
    public void What_is_restored_is_what_was_kept()
    {
        for (ulong seed = 1; seed <= 300; seed++)
        {
            new Trial(seed).Run(steps: 150);
        }
    }

    [TestMethod]
    public void A_row_that_keeps_a_copy_may_write_its_sequence_after_it()
    {
        var memory = new LearnerMemory(new(), new(), Sequence(out var value), Most);
        memory.Activate(new() { Sequence = SequenceKey.Of(1) });
        memory.Keep();
        memory.Sequence.View<double>(value)[0] = 3;
        memory.Keep();
        memory.Sequence.View<double>(value)[0] = 4;
        memory.Restore();
        memory.Peek(SequenceKey.Of(1));
        Assert.AreEqual(3.0, memory.Sequence.View<double>(value)[0]);
    }

    private static Layout Sequence(out Field value)
    {
        var layout = new Layout();
        value = layout.Add<double>("h", 3);
        return layout;
    }

    /// <summary>Random steps, beside a model that copies everything.</summary>
    private sealed class Trial
    {
        private readonly ulong[] _state = new ulong[Xoshiro256.StateLength];
        private readonly ulong _seed;
        private readonly Field _value, _weight;
        private LearnerMemory _memory;
        private List<byte[]> _kept = [];
        private double _keptWeight;

        public Trial(ulong seed)
        {
            _seed = seed;
            Xoshiro256.Seed(_state, seed);
            var parameters = new Layout();
            _weight = parameters.Add<double>("w", 1);
            _memory = new(parameters, new(), Sequence(out _value), Most);
            _memory.Blank.View<double>(_value)[1] = 7;
        }

        public void Run(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                string step = Step((int)(Uniform() * 20));
                Assert.IsLessThanOrEqualTo(Most, _memory.Live.Live.Count);
                AssertSame(_kept, Bytes(_memory.Kept), $"seed {_seed}, step {i} ({step}): the kept copy changed");
            }
        }

        private string Step(int choice)
        {
            var key = SequenceKey.Of((long)(Uniform() * Keys));
            switch (choice)
            {
                case < 9:
                    _memory.Activate(new() { Sequence = key });
                    _memory.Sequence.View<double>(_value)[0] = Uniform();
                    _memory.Parameters.View<double>(_weight)[0] = Uniform();
                    return "learn";
                case 9 or 10:
                    _memory.Peek(key);
                    return "look";
                case 11:
                    _memory.Restart(key);
                    return "restart";
                case 12 or 13:
                    _memory.Close(key);
                    return "close";
                case 14:
                    _memory.RestartAll();
                    return "restart all";
                case 15:
                    _memory = _memory.Copy();
                    return "copy";
                case 16:
                    _memory.Live.CopyFrom(new Trial(_seed + 1000).Grown());
                    _memory.Invalidate();
                    return "exchange";
                case 17 or 18:
                    _memory.Keep();
                    (_kept, _keptWeight) = (Bytes(_memory.Live), _memory.Parameters.View<double>(_weight)[0]);
                    return "keep";
                default:
                    _memory.Restore();
                    AssertSame(_kept, Bytes(_memory.Live), $"seed {_seed}: what is restored is not what was kept");
                    Assert.AreEqual(_keptWeight, _memory.Parameters.View<double>(_weight)[0]);
                    AssertKeys();
                    return "restore";
            }
        }

        /// <summary>Sequences of another learner.</summary>
        private SequenceStore Grown()
        {
            for (int i = 0; i < 4; i++)
            {
                Step(0);
            }

            return _memory.Live;
        }

        /// <summary>Every sequence is found under its key, and no other is.</summary>
        private void AssertKeys()
        {
            var found = Enumerable.Range(0, Keys).Select(key => _memory.Live.Find(SequenceKey.Of(key))).OfType<FlatBuffer>().ToList();
            CollectionAssert.AreEquivalent(_memory.Live.Live.ToList(), found);
        }

        private double Uniform() => new Xoshiro256(_state).NextUniform();

        private static List<byte[]> Bytes(SequenceStore store) => [.. store.Live.Select(state => state.Bytes.ToArray())];

        private static void AssertSame(List<byte[]> expected, List<byte[]> actual, string message)
        {
            Assert.HasCount(expected.Count, actual, message);
            Assert.IsTrue(expected.Zip(actual).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)), message);
        }
    }
}
