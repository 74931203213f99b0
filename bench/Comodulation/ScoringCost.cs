using AdaptiveML.Kernels;
using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;
using BenchmarkDotNet.Attributes;

namespace AdaptiveML.Benchmarks.Comodulation;

/// <summary>
/// One row of 64 inputs through 128, 64 and 64 units, float: by the base, by a task folded into weights of its own, by a task, by two tasks in turn; and
/// learnt.
/// </summary>
[MemoryDiagnoser]
public class ScoringCost
{
    private const int Inputs = 64;

    private static readonly SequenceKey First = SequenceKey.Of("first"), Second = SequenceKey.Of("second");

    private readonly float[] _row = new float[Inputs];
    private readonly float[] _target = [1];
    private readonly float[] _prediction = new float[4];
    private ComodulationLearner<float> _tasks = null!;
    private ComodulationLearner<float> _folded = null!;
    private int _turn;

    [GlobalSetup]
    public void Setup()
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 1);
        var rows = new TrainingRows<float>(Inputs, 1);
        for (int i = 0; i < 200; i++)
        {
            foreach (ref float x in _row.AsSpan())
            {
                x = (float)random.NextNormal();
            }

            rows.Add(_row, [_row[i % 2] > 0 ? 1 : 0], new() { Sequence = i % 2 == 0 ? First : Second });
        }

        var model = ComodulationTrainer.Fit(rows, 2, ["first", "second"], new() { Fit = new() { MaximumPasses = 1, TaskParts = 0 } });
        model = model.Adapt("new", rows, new() { Method = AdaptationMethod.Comodulation, Parts = 0, MaximumSteps = 20 });
        (_tasks, _folded) = (model.CreateLearner(), model.Fold("new").CreateLearner());
    }

    [Benchmark(Baseline = true)]
    public void Base() => _tasks.Predict(_row, _prediction);

    [Benchmark]
    public void Folded() => _folded.Predict(_row, _prediction);

    [Benchmark]
    public void Task() => _tasks.Predict(new() { Sequence = First }, _row, _prediction);

    [Benchmark]
    public void TwoTasksInTurn() => _tasks.Predict(new() { Sequence = (_turn++ & 1) == 0 ? First : Second }, _row, _prediction);

    [Benchmark]
    public void Learn() => _tasks.Learn(new() { Sequence = First }, _row, _target, _prediction);
}
