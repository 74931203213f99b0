using AdaptiveML.Kernels;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;
using BenchmarkDotNet.Attributes;

namespace AdaptiveML.Benchmarks.Ttt;

/// <summary>
/// In-context test-time training, eight inputs, two linear heads, mini-batches of four, float: a token of a stream, and the exact gradient of a window of 128
/// tokens through all inner updates, against the same as plain scalar loops.
/// </summary>
[MemoryDiagnoser]
public class TttCost
{
    private const int Inputs = 8;
    private const int Heads = 2;
    private const int Steps = 128;
    private readonly float[] _forecast = new float[Inputs];
    private float[][] _rows = null!;
    private float[] _inputs = null!;
    private float[] _targets = null!;
    private float[] _output = null!;
    private TttFeaturizer<float> _learner = null!;
    private InContextNetwork<float> _network = null!;
    private IWindowGradient<float> _window = null!;
    private LearnerMemory _memory = null!;
    private PlainTtt _plain = null!;
    private int _row;

    [Params(16, 64)]
    public int Width { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(7);
        _rows = [.. Enumerable.Range(0, Steps).Select(_ => Enumerable.Range(0, Inputs).Select(_ => (float)random.NextDouble() - 0.5f).ToArray())];
        _inputs = [.. _rows.SelectMany(row => row.Concat(new float[Tile.Pad(Inputs) - Inputs]))];
        _targets = [.. _rows.Skip(1).SelectMany(row => row), .. Enumerable.Repeat(float.NaN, Inputs)];
        var options = new TttLayerOptions { HeadCount = Heads, InnerLearningRate = 0.1 };
        _learner = TttFeaturizer<float>.Create(Inputs, new() { Width = Width, Layer = options });
        _output = new float[_learner.OutputSize];

        var layout = new MachineLayout<float>();
        _network = new(layout, Inputs, Width, Inputs, 1, options);
        _memory = new(layout.Parameters.Layout, layout.State, layout.Sequence, 1, keepsCopy: false);
        _network.Initialize(_memory, 1);
        _window = _network.Window(_memory, Steps);
        float[] Read(string name, int columns) => Rows(_memory.Parameters.View<float>(_memory.Parameters.Layout.Find(name)!.Value), columns);
        _plain = new(Inputs, Width, Heads, Steps, 0.1f, Read("enc_W", Inputs), Read("enc_b", Width), Read("lr_weight", Width), Read("lr_bias", Heads));
        Compare();
    }

    [Benchmark]
    [BenchmarkCategory("token")]
    public float PlainToken()
    {
        _plain.Follow(_rows[_row++ % Steps], _forecast);
        return _forecast[0];
    }

    [Benchmark]
    [BenchmarkCategory("token")]
    public float Token()
    {
        _learner.Learn(_rows[_row++ % Steps], [], _output);
        return _output[0];
    }

    [Benchmark]
    [BenchmarkCategory("window")]
    public float PlainWindow() => _plain.Differentiate(_rows);

    [Benchmark]
    [BenchmarkCategory("window")]
    public double Window()
    {
        _memory.Gradients.Bytes.Clear();
        return _window.Differentiate(_memory, _inputs, _targets);
    }

    private static float[] Rows(ReadOnlySpan<float> field, int columns)
    {
        int stride = field.Length % Tile.Pad(columns) == 0 ? Tile.Pad(columns) : columns;
        float[] rows = new float[field.Length / stride * columns];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = field[(i / columns * stride) + (i % columns)];
        }

        return rows;
    }

    /// <summary>Both compute the same.</summary>
    private void Compare()
    {
        double loss = Window(), plain = PlainWindow();
        float[] gradient = Rows(_memory.Gradients.View<float>(_memory.Gradients.Layout.Find("enc_W")!.Value), Inputs);
        double largest = gradient.Max(MathF.Abs), off = gradient.Zip(_plain.EncoderGradient, (a, b) => MathF.Abs(a - b)).Max();
        if (Math.Abs(loss - plain) > 1e-4 * loss || off > 1e-3 * largest)
        {
            throw new InvalidOperationException($"Losses {loss} and {plain}, gradients up to {largest} with a difference of {off}.");
        }
    }
}
