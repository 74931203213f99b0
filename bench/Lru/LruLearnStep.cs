using AdaptiveML.Learners.Lru;
using BenchmarkDotNet.Attributes;

namespace AdaptiveML.Benchmarks.Lru;

/// <summary>
/// One online learn step (predict, exact traces, gradient, clip, Adam), N complex states × M inputs, float, against the same as plain scalar loops.
/// </summary>
[MemoryDiagnoser]
public class LruLearnStep
{
    private float[][] _rows = null!;
    private LruLearner<float> _learner = null!;
    private PlainLru _plain = null!;
    private readonly float[] _target = new float[1];
    private readonly float[] _prediction = new float[1];
    private int _row;

    [Params(16, 64, 128)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(7);
        _rows = [.. Enumerable.Range(0, 256).Select(_ => Enumerable.Range(0, Size).Select(_ => (float)random.NextDouble() - 0.5f).ToArray())];
        _learner = new(Size, 1, new() { StateSize = Size });
        _plain = new(Size, Size);
    }

    [Benchmark(Baseline = true)]
    public float PlainLoops() => _plain.Learn(_rows[_row++ & 255], MathF.Sin(_row * 0.05f));

    [Benchmark]
    public float AdaptiveML()
    {
        _target[0] = MathF.Sin(_row * 0.05f);
        _learner.Learn(_rows[_row++ & 255], _target, _prediction);
        return _prediction[0];
    }
}
