using System.Globalization;
using System.Numerics;
using System.Text.Json;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>A stack set up from a reference file, which only gathers gradients, and its memory read in the file's notation.</summary>
internal sealed class LruStackVectorCase<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly JsonElement _root;
    private readonly int _inputs;
    private readonly int _width;
    private readonly int _states;
    private readonly int _outputs;

    public LruStackVectorCase(JsonElement root)
    {
        _root = root;
        int Size(string name) => root.GetProperty("dims").GetProperty(name).GetInt32();
        (_inputs, _width, _states, _outputs, Steps) = (Size("I"), Size("H"), Size("N"), Size("P"), Size("T"));
        var config = root.GetProperty("config");
        Stack = new(_inputs, _outputs, new()
        {
            Blocks = Size("L"),
            Width = _width,
            Normalization = config.GetProperty("prenorm").GetBoolean() ? BlockNormalization.PreNorm : BlockNormalization.PostNorm,
            Unit = new()
            {
                StateSize = _states,
                InputGain = LruVectorCase<T>.Gain(config),
                DirectPath = DirectPath.Diagonal,
                Update = new() { UpdateEvery = int.MaxValue, Gate = GateOptions.Open },
            },
        });
        foreach (string name in ParameterNames)
        {
            Place(name).Write(Stack.Memory.Parameters, Tolerance<T>.Read(root.GetProperty("params").GetProperty(name)));
        }

        Stack.RefreshDerived();
    }

    public LruStack<T> Stack { get; }

    public int Steps { get; }

    public IEnumerable<string> ParameterNames => _root.GetProperty("params").EnumerateObject().Select(property => property.Name);

    public T[] Input(int step) => Tolerance<T>.Read(_root.GetProperty("inputs")[step]);

    /// <summary>The targets of a step; NaN where there is a mask and it is 0.</summary>
    public T[] Target(int step)
    {
        T[] target = Tolerance<T>.Read(_root.GetProperty("targets")[step]);
        if (!_root.TryGetProperty("mask", out var mask))
        {
            return target;
        }

        T[] known = Tolerance<T>.Read(mask[step]);
        return [.. target.Select((value, i) => T.IsZero(known[i]) ? T.NaN : value)];
    }

    public T[] Gradient(string name) => Place(name).Read<T>(Stack.Memory.Gradients);

    /// <summary>What each block shows, and its state, after a step.</summary>
    public void CheckLayers(JsonElement expected, int step)
    {
        for (int l = 0; l < Stack.Parts.Blocks.Length; l++)
        {
            var block = Stack.Parts.Blocks[l];
            var x = new ComplexSpan<T>(Stack.Memory.Sequence.View<T>(block.Cell.Fields.X));
            Check($"h_layer{l}", block.Output[.._width]);
            Check($"x_re_layer{l}", x.Re[.._states]);
            Check($"x_im_layer{l}", x.Im[.._states]);
        }

        void Check(string name, ReadOnlySpan<T> actual)
        {
            if (expected.TryGetProperty(name, out var values))
            {
                Tolerance<T>.Check($"{name}[{step}]", values[step], actual);
            }
        }
    }

    private ParameterPlace Place(string name)
    {
        if (name[0] != 'l')
        {
            return name == "enc_W" ? Rows(_width, _inputs) : name == "dec_W" ? Rows(_outputs, _width) : Rows(1, name == "enc_b" ? _width : _outputs);
        }

        int end = name.IndexOf('_', StringComparison.Ordinal);
        return name[(end + 1)..] switch
        {
            "W1" or "W2" => Rows(_width, _width),
            "b1" or "b2" or "ln_scale" or "ln_bias" => Rows(1, _width),
            var part => ParameterPlace.InUnit(
                Stack.Parts.Blocks[int.Parse(name[1..end], CultureInfo.InvariantCulture)].Cell.Fields, part, _states, _width, _width),
        };

        ParameterPlace Rows(int rows, int columns) => ParameterPlace.Rows(Stack.Memory.Parameters.Layout.Find(name)!.Value, rows, columns);
    }
}
