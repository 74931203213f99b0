using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.Saving;
using BenchmarkDotNet.Attributes;

namespace AdaptiveML.Benchmarks.Lru;

/// <summary>What a copy of a learner costs, 32 states and nine inputs, float: kept in place for a roll-back, and as a payload to be saved.</summary>
[MemoryDiagnoser]
public class SnapshotCost
{
    private readonly LruLearner<float> _learner = new(9, 1, new());
    private readonly Dictionary<string, string> _attributes = [];

    [Benchmark]
    public void Keep() => _learner.Memory.Keep();

    [Benchmark]
    public int Payload() => _learner.Encode(_attributes).Length;
}
