using System.Numerics;
using System.Text.Json;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.TestTimeTraining;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>One head's inner model set up from a reference file, and its weights in the file's notation.</summary>
internal sealed class TttCore<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly InnerShape _shape;
    private readonly T[] _scale;
    private readonly T[] _offset;
    private readonly double _forgetting;
    private int _first;

    public TttCore(InnerShape shape, JsonElement parameters, double forgetting = 0)
    {
        (_shape, _forgetting) = (shape, forgetting);
        Model = new(shape);
        Start = Read(parameters);
        Weights = [.. Start];
        Pending = new T[Model.Length];
        _scale = Padded(parameters, "ln_gamma");
        _offset = Padded(parameters, "ln_beta");
    }

    public InnerModel<T> Model { get; }

    public T[] Start { get; }

    public T[] Weights { get; }

    public T[] Pending { get; }

    public static InnerShape Shape(JsonElement config, JsonElement? flags = null)
    {
        bool Flag(string name) => flags is not { } given || given.GetProperty(name).GetBoolean();
        return new(Kind(config), config.GetProperty("head_dim").GetInt32(), config.GetProperty("mini_batch").GetInt32())
        {
            Normalizes = Flag("use_ln"),
            HasResidual = Flag("residual"),
            HasBias = Flag("bias"),
        };
    }

    public static TttInnerModel Kind(JsonElement config) => config.GetProperty("inner_model").GetString() switch
    {
        "linear" => TttInnerModel.Linear,
        "mlp" => TttInnerModel.Mlp,
        var kind => throw new AssertFailedException($"unknown inner_model {kind}"),
    };

    public InnerWeights<T> Committed(bool isPending = false) =>
        new() { Committed = Weights, Pending = isPending ? Pending : [], Scale = _scale, Offset = _offset };

    public InnerWeights<T> At(T[] weights) => new() { Committed = weights, Scale = _scale, Offset = _offset };

    /// <summary>Runs a chunk of tokens and takes the state past it.</summary>
    public void Run(TokenRows<T> tokens, ReadOnlySpan<T> tok)
    {
        int count = tok.Length;
        Model.Forward(Committed(_first > 0), tokens, tok);
        Model.Advance(count, Weights, Pending);
        _first += count;
        if (_first == _shape.BatchSize)
        {
            InnerCommit.Run<T>(Weights, Pending, Start, tok[^1], _forgetting);
            _first = 0;
        }
    }

    public TokenRows<T> Rows(JsonElement inputs, int first, int count)
    {
        var rows = new TokenRows<T>(_shape.Size, _shape.Size, _shape.BatchSize);
        void Copy(string name, T[] destination)
        {
            T[] source = Tolerance<T>.Read(inputs.GetProperty(name));
            for (int i = 0; i < count; i++)
            {
                source.AsSpan((first + i) * _shape.Size, _shape.Size).CopyTo(destination.AsSpan(i * rows.Stride));
            }
        }

        Copy("q", rows.Queries);
        Copy("k", rows.Keys);
        Copy("v", rows.Values);
        Tolerance<T>.Read(inputs.GetProperty("lr")).AsSpan(first, count).CopyTo(rows.Rates);
        return rows;
    }

    /// <summary>Weights, or what belongs to them, as the file has them.</summary>
    /// <param name="parameters">The file's arrays.</param>
    /// <param name="token">Where each array holds one for each token, which.</param>
    public T[] Read(JsonElement parameters, int token = 0)
    {
        var weights = new T[Model.Length];
        ForEach(parameters, (name, index, i, count) => weights[index] = Tolerance<T>.Read(parameters.GetProperty(name))[(token * count) + i]);
        return weights;
    }

    public void Check(string what, JsonElement expected, T[] weights, double single = 2e-4)
    {
        foreach (string name in new[] { "W1", "b1", "W2", "b2" })
        {
            if (expected.TryGetProperty(name, out var array))
            {
                var actual = new T[Tolerance<T>.Flatten(array).Count()];
                ForEach(expected, (entry, index, i, _) => actual[i] = entry == name ? weights[index] : actual[i], name);
                Tolerance<T>.Check($"{what}.{name}", array, actual, single);
            }
        }
    }

    private T[] Padded(JsonElement parameters, string name) =>
        parameters.TryGetProperty(name, out var array)
            ? [.. Tolerance<T>.Read(array), .. new T[Tile.Pad(_shape.Size) - _shape.Size]]
            : new T[Tile.Pad(_shape.Size)];

    private void ForEach(JsonElement parameters, Action<string, int, int, int> visit, string? only = null)
    {
        for (int layer = 0; layer < Model.LayerCount; layer++)
        {
            var (inputs, outputs) = Model.Sizes(layer);
            foreach (var (name, first, count) in new[] { ($"W{layer + 1}", 0, inputs * outputs), ($"b{layer + 1}", inputs, outputs) })
            {
                for (int i = 0; parameters.TryGetProperty(name, out _) && (only ?? name) == name && i < count; i++)
                {
                    visit(name, Model.Index(layer, first + (i / outputs), i % outputs), i, count);
                }
            }
        }
    }
}
