using System.Numerics;
using System.Text.Json;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>A test-time training layer set up from a reference file, and its memory read in the file's notation.</summary>
internal sealed class TttLayerCase<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly JsonElement _parameters;
    private readonly int _heads;
    private readonly int _headSize;
    private readonly int _filterSize;
    private readonly InnerModel<T> _inner;

    public TttLayerCase(JsonElement root)
    {
        var config = root.GetProperty("config");
        _parameters = root.GetProperty("params");
        Width = config.GetProperty("width").GetInt32();
        bool isFiltered = config.GetProperty("shared_qk_conv").GetBoolean();
        Options = new()
        {
            InnerModel = TttCore<T>.Kind(config),
            HeadCount = _heads = config.GetProperty("heads").GetInt32(),
            MiniBatchSize = config.GetProperty("mini_batch").GetInt32(),
            InnerLearningRate = config.GetProperty("base_lr").GetDouble(),
            Views = isFiltered ? TttViews.Filtered : TttViews.Separate,
            FilterSize = _filterSize = isFiltered ? config.GetProperty("conv_kernel").GetInt32() : 1,
            HasOutputGate = config.GetProperty("output_gate").GetBoolean(),
            HasRotaryPositions = config.GetProperty("rope").GetBoolean(),
            RotaryBase = config.GetProperty("rope_base").GetDouble(),
        };
        _headSize = Width / _heads;
        _inner = new(new(Options.InnerModel, _headSize, 1));
        var layout = new MachineLayout<T>();
        Layer = new(layout, "", Width, Options);
        Memory = new(layout.Parameters.Layout, layout.State, layout.Sequence, 1, keepsCopy: false);
        foreach (string name in ParameterNames)
        {
            Place(name).Write(Memory.Parameters, Tolerance<T>.Read(_parameters.GetProperty(name)));
        }
    }

    public int Width { get; }

    public TttLayerOptions Options { get; }

    public TttLayer<T> Layer { get; }

    public LearnerMemory Memory { get; }

    public IEnumerable<string> ParameterNames => _parameters.EnumerateObject().Select(property => property.Name);

    public T[] Gradient(string name) => Place(name).Read<T>(Memory.Gradients);

    /// <summary>Rows of the layer, padded.</summary>
    public T[] Rows(JsonElement array)
    {
        T[] values = Tolerance<T>.Read(array), rows = new T[values.Length / Width * Layer.RowLength];
        for (int i = 0; i < values.Length; i++)
        {
            rows[(i / Width * Layer.RowLength) + (i % Width)] = values[i];
        }

        return rows;
    }

    /// <summary>Rows without their padding.</summary>
    public T[] Flat(ReadOnlySpan<T> rows)
    {
        var values = new T[rows.Length / Layer.RowLength * Width];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = rows[(i / Width * Layer.RowLength) + (i % Width)];
        }

        return values;
    }

    /// <summary>A head's rows side by side with the others', without padding.</summary>
    public T[] Views(Func<TokenRows<T>, T[]> select, int count) =>
        [.. Enumerable.Range(0, count * Width).Select(i => select(Layer.Views[i % Width / _headSize])[(i / Width * Layer.Views[0].Stride) + (i % _headSize)])];

    /// <summary>
    /// Takes a sequence a step on, in calls of given lengths that are cut where a mini-batch ends; gives the outputs and calls back after each chunk.
    /// </summary>
    public T[] Run(FlatBuffer sequence, ReadOnlySpan<T> input, int call, Action<int, int>? after = null)
    {
        int row = Layer.RowLength, tokens = input.Length / row;
        var output = new T[input.Length];
        for (int start = 0; start < tokens;)
        {
            int count = Math.Min(Math.Min(call, tokens - start), Layer.Room(sequence));
            Layer.Forward(Memory, sequence, input.Slice(start * row, count * row), output.AsSpan(start * row, count * row));
            Assert.IsTrue(Layer.Advance(Memory, sequence, count));
            after?.Invoke(start, count);
            start += count;
        }

        return output;
    }

    public void CheckState(string what, JsonElement expected, FlatBuffer sequence, Field field)
    {
        foreach (var array in expected.EnumerateObject())
        {
            Tolerance<T>.Check($"{what}.{array.Name}", array.Value, Inner(field, array.Name).Read<T>(sequence));
        }
    }

    private ParameterPlace Place(string name)
    {
        Field Found(string field) => Memory.Parameters.Layout.Find(field) ?? throw new AssertFailedException($"no field {field}");
        return name switch
        {
            "W1" or "b1" or "W2" or "b2" => Inner(Layer.Fields.Start, name),
            "ln_gamma" => ParameterPlace.Rows(Layer.Fields.Scale, _heads, _headSize),
            "ln_beta" => ParameterPlace.Rows(Layer.Fields.Offset, _heads, _headSize),
            "token_idx_offset" => ParameterPlace.Rows(Layer.Fields.RowOffset, 1, Options.MiniBatchSize),
            "post_gamma" => ParameterPlace.Rows(Found("post.ln_scale"), 1, Width),
            "post_beta" => ParameterPlace.Rows(Found("post.ln_bias"), 1, Width),
            "lr_weight" => ParameterPlace.Rows(Found(name), _heads, Width),
            "lr_bias" => ParameterPlace.Rows(Found(name), 1, _heads),
            "conv_q_bias" or "conv_k_bias" => ParameterPlace.Rows(Found(name), 1, Width),
            "conv_q_weight" or "conv_k_weight" => new(Found(name), Map(Width * _filterSize, i => (i % _filterSize * Tile.Pad(Width)) + (i / _filterSize))),
            "theta_Q" or "theta_K" or "theta_V" or "theta_O" or "theta_G" => ParameterPlace.Rows(Found(name), Width, Width),
            _ => throw new AssertFailedException($"unknown parameter {name}"),
        };
    }

    private ParameterPlace Inner(Field field, string name)
    {
        int layer = name[1] - '1';
        var (inputs, outputs) = _inner.Sizes(layer);
        int first = name[0] == 'b' ? inputs : 0, count = name[0] == 'b' ? outputs : inputs * outputs;
        return new(field, Map(_heads * count, i => Layer.Index(i / count, layer, first + (i % count / outputs), i % count % outputs)));
    }

    private static int[] Map(int count, Func<int, int> index) => [.. Enumerable.Range(0, count).Select(index)];
}
