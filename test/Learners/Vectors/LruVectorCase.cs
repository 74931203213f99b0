using System.Numerics;
using System.Text.Json;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>A learner set up from a reference file, and its memory read in the file's notation.</summary>
internal sealed class LruVectorCase<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly JsonElement _root;
    private readonly int _n;
    private readonly int _m;
    private readonly int _p;

    public LruVectorCase(JsonElement root, bool isTrained)
    {
        _root = root;
        var dims = root.GetProperty("dims");
        (_n, _m, _p) = (dims.GetProperty("N").GetInt32(), dims.GetProperty("M").GetInt32(), dims.GetProperty("P").GetInt32());
        var config = root.GetProperty("config");
        Learner = new(_m, _p, Options(_n, config, isTrained));
        foreach (string name in ParameterNames)
        {
            Place(name).Write(Learner.Memory.Parameters, Tolerance<T>.Read(root.GetProperty("params").GetProperty(name)));
        }

        Learner.RefreshDerived();
        if (root.TryGetProperty("x0_re", out var re))
        {
            Learner.Memory.Activate(default);
            var x = new ComplexSpan<T>(Learner.Memory.Sequence.View<T>(Learner.Fields.X));
            Tolerance<T>.Read(re).CopyTo(x.Re);
            Tolerance<T>.Read(root.GetProperty("x0_im")).CopyTo(x.Im);
        }
    }

    public LruLearner<T> Learner { get; }

    public IEnumerable<string> ParameterNames => _root.GetProperty("params").EnumerateObject().Select(property => property.Name);

    public int Steps => _root.GetProperty("dims").GetProperty("T").GetInt32();

    public T[] Input(int step) => Tolerance<T>.Read(_root.GetProperty("inputs")[step]);

    /// <summary>The targets of a step; NaN where the mask is 0.</summary>
    public T[] Target(int step)
    {
        T[] target = Tolerance<T>.Read(_root.GetProperty("targets")[step]), mask = Tolerance<T>.Read(_root.GetProperty("mask")[step]);
        return [.. target.Select((value, i) => T.IsZero(mask[i]) ? T.NaN : value)];
    }

    public T[] Parameter(string name) => Place(name).Read<T>(Learner.Memory.Parameters);

    public T[] Gradient(string name) => Place(name).Read<T>(Learner.Memory.Gradients);

    public void CheckState(JsonElement expected, Func<string, JsonElement> select)
    {
        foreach (
            var (name, field) in new[] { ("x", Learner.Fields.X), ("trace_lambda", Learner.Fields.TraceLambda), ("trace_gamma", Learner.Fields.TraceGamma) })
        {
            var values = new ComplexSpan<T>(Learner.Memory.Sequence.View<T>(field));
            CheckPart(expected, select, name + "_re", values.Re[.._n]);
            CheckPart(expected, select, name + "_im", values.Im[.._n]);
        }

        var trace = Learner.Memory.Sequence.View<T>(Learner.Fields.TraceB);
        CheckPart(expected, select, "trace_B_re", Matrix(trace, 0));
        CheckPart(expected, select, "trace_B_im", Matrix(trace, Tile.Lanes));
    }

    private static void CheckPart(JsonElement expected, Func<string, JsonElement> select, string name, ReadOnlySpan<T> actual)
    {
        if (expected.TryGetProperty(name, out _))
        {
            Tolerance<T>.Check(name, select(name), actual);
        }
    }

    /// <summary>Where γ of a file's units comes from.</summary>
    public static InputGain Gain(JsonElement config) => config.GetProperty("gamma_mode").GetString() switch
    {
        "learned" => InputGain.Learned,
        "derived" => InputGain.Derived,
        "none" => InputGain.One,
        var mode => throw new AssertFailedException($"unknown gamma_mode {mode}"),
    };

    private ParameterPlace Place(string name) => ParameterPlace.InUnit(Learner.Fields, name, _n, _m, _p);

    private static LruOptions Options(int states, JsonElement config, bool isTrained)
    {
        return new()
        {
            StateSize = states,
            InputGain = Gain(config),
            DirectPath = config.GetProperty("d_mode").GetString() switch
            {
                "full" => DirectPath.Full,
                "diag" => DirectPath.Diagonal,
                "none" => DirectPath.None,
                var mode => throw new AssertFailedException($"unknown d_mode {mode}"),
            },
            RecurrentLearningRateFactor = isTrained ? config.GetProperty("optimizer").GetProperty("rec_lr_factor").GetDouble() : 1,
            Update = isTrained ? UpdateOptions(config.GetProperty("optimizer")) : new() { UpdateEvery = int.MaxValue, Gate = GateOptions.Open },
        };
    }

    private static UpdateOptions UpdateOptions(JsonElement optimizer)
    {
        double Number(string name, double otherwise) =>
            optimizer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : otherwise;
        double clip = Number("clip_norm", double.NaN);
        return new()
        {
            Optimizer = optimizer.GetProperty("type").GetString() switch
            {
                "sgd" => OptimizerKind.Sgd,
                "adam" => OptimizerKind.Adam,
                "adamw" => OptimizerKind.AdamW,
                var type => throw new AssertFailedException($"unknown optimizer {type}"),
            },
            LearningRate = optimizer.GetProperty("lr").GetDouble(),
            Beta1 = Number("beta1", 0.9),
            Beta2 = Number("beta2", 0.999),
            Epsilon = Number("eps", 1e-8),
            WeightDecay = Number("weight_decay", 0),
            ClipNorm = double.IsNaN(clip) ? null : clip,
            UpdateEvery = (int)Number("update_every", 1),
            Gate = GateOptions.Open,
        };
    }

    private T[] Matrix(ReadOnlySpan<T> tiled, int part)
    {
        var matrix = new T[_n * _m];
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = tiled[ComplexDiagonal.MatrixIndex(i / _m, i % _m, _m) + part];
        }

        return matrix;
    }
}
