using AdaptiveML.Kernels;
using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>A saved learner that was damaged on its way: 100,000 times.</summary>
[TestClass]
public sealed class DamagedPayloadTests
{
    private const string Continual = "continual-data";

    [TestMethod]
    [DataRow(LruLearner<float>.Component)]
    [DataRow(LruStack<float>.Component)]
    [DataRow(TttFeaturizer<float>.Component)]
    [DataRow(RecurrentLearner<float>.Component)]
    [DataRow(Continual)]
    [DataRow(ComodulationLearner<float>.Component)]
    public void Is_refused_with_a_clear_error_and_without_sizing_memory_from_it(string component)
    {
        byte[] payload = Encode(component);
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 11);
        for (int i = 0; i < 100_000; i++)
        {
            byte[] damaged = Damage(payload, (int)(random.NextUInt64() % 5), random.NextUInt64(), random.NextUInt64());
            long before = GC.GetAllocatedBytesForCurrentThread();
            var exception = Assert.ThrowsExactly<InvalidDataException>(() => SavedLearner.Decode(damaged), $"case {i}");
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.IsLessThan((2 * payload.Length) + 4096, allocated, $"case {i}");
            Assert.Contains("saved", exception.Message);
        }
    }

    private static byte[] Damage(byte[] whole, int kind, ulong first, ulong second)
    {
        byte[] payload = [.. whole];
        int at = (int)(first % (ulong)payload.Length), length = (int)(second % 64) + 1;
        switch (kind)
        {
            case 0: // a bit
                payload[at] ^= (byte)(1 << (int)(second % 8));
                return payload;
            case 1: // cut off
                return payload[..at];
            case 2: // something more behind it
                return [.. payload, .. BitConverter.GetBytes(second)];
            case 3: // a run of one byte, surely not what was there
                payload.AsSpan(at, Math.Min(length, payload.Length - at)).Fill((byte)~payload[at]);
                return payload;
            default: // a piece lost from the middle
                return [.. payload[..at], .. payload[Math.Min(payload.Length, at + length)..]];
        }
    }

    private static byte[] Encode(string component)
    {
        var rows = Streams.Drifting<float>(100, 2);
        if (component == LruLearner<float>.Component)
        {
            var learner = new LruLearner<float>(2, 1, new() { StateSize = 4 });
            learner.Learn(rows, 0, 100);
            return learner.Encode(new Dictionary<string, string>());
        }

        if (component == ComodulationLearner<float>.Component)
        {
            var tasks = new ComodulationLearner<float>(2, new()
            {
                Options = new() { HiddenSizes = [3, 2] },
                Tasks = [new() { Name = "task", Classes = 2, Method = AdaptationMethod.Comodulation, HasReadout = false }],
                Active = "task",
            });
            tasks.Learn(rows, 0, 100);
            return tasks.Encode(new Dictionary<string, string>());
        }

        if (component == TttFeaturizer<float>.Component)
        {
            var featurizer = TttFeaturizer<float>.Create(2, new() { Width = 2 });
            featurizer.Learn(rows, 0, 100);
            return featurizer.Encode(new Dictionary<string, string>());
        }

        if (component == RecurrentLearner<float>.Component)
        {
            var net = new RecurrentLearner<float>(2, 1, new()
            {
                Method = RecurrentMethod.BpLambda, LeastSquaresReadout = false, HiddenUnits = 2, TraceWindow = 2, Guard = new() { AuditEvery = 0 },
            });
            net.Learn(rows, 0, 100);
            return net.Encode(new Dictionary<string, string>());
        }

        if (component == Continual)
        {
            var task = ClassClouds.Task<float>(2, 10, 1, 0, 1);
            return SavedLearner.Encode(new DataClassifier<float>(2, new() { ProjectionSize = 4 }).Update(task), new Dictionary<string, string>());
        }

        var stack = new LruStack<float>(2, 1, new() { Blocks = 1, Width = 2, Unit = new() { StateSize = 2, DirectPath = DirectPath.Diagonal } });
        stack.Learn(rows, 0, 100);
        return stack.Encode(new Dictionary<string, string>());
    }
}
