using System.Text.Json;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>
/// DATA's adapted network with the arrays of a reference file. Where a file has no head, an identity shows the layer; rows that would be cut at zero are
/// shifted above it.
/// </summary>
internal sealed class DataMachine
{
    private const double Shift = 1e3;

    private readonly bool _hasHead;
    private readonly Dictionary<string, (Field Field, int Columns)> _fields;

    public DataMachine(JsonElement layer)
        : this(layer.TryGetProperty("layer", out var inner) ? inner : layer.TryGetProperty("layer_start", out inner) ? inner : layer, layer)
    {
    }

    public DataMachine(JsonElement weights, JsonElement adapters)
        : this(
            weights.ValueKind == JsonValueKind.Array ? weights : weights.GetProperty("W0"),
            weights.ValueKind == JsonValueKind.Array ? adapters : weights,
            adapters)
    {
    }

    private DataMachine(JsonElement weights, JsonElement layer, JsonElement root)
    {
        (Inputs, Hidden) = (weights[0].GetArrayLength(), weights.GetArrayLength());
        var head = Find(root, "head", "head_start");
        _hasHead = head is not null;
        Classes = head?.GetProperty("V").GetArrayLength() ?? Hidden;
        var (low, high) = (Find(root, "lowComponents", "lowComponents_start"), Find(root, "highComponents", "highComponents_start"));
        var options = new AdapterOptions
        {
            RankLow = layer.GetProperty("lowDown").GetArrayLength(),
            RankHigh = layer.GetProperty("highDown").GetArrayLength(),
            Gate = root.TryGetProperty("gateKind", out var kind)
                ? Enum.Parse<AttentionSimilarity>(kind.GetString()!, ignoreCase: true)
                : AttentionSimilarity.Cosine,
            Orthogonality = root.TryGetProperty("orthoMu", out var mu) ? mu.GetDouble() : 0,
            Network = new() { Hidden = Hidden },
        };
        var parameters = new ParameterLayout<double>();
        Network = new(parameters, Inputs, Classes, options, low?.GetProperty("K").GetArrayLength() ?? 0);
        State = new();
        Optimizer = new(
            new() { Optimizer = OptimizerKind.Sgd, LearningRate = root.TryGetProperty("learningRate", out var rate) ? rate.GetDouble() : 0 },
            parameters,
            State);
        Memory = new(parameters.Layout, State, new(), 1, keepsCopy: false);
        Optimizer.Initialize(Memory);
        _fields = new()
        {
            ["W0"] = (Network.Network.Base, Inputs),
            ["b"] = (Network.Network.Bias, Hidden),
            ["headV"] = (Network.Network.Head, Hidden),
            ["headv"] = (Network.Network.HeadBias, Classes),
            ["lowDown"] = (Network.Low.Down, Inputs),
            ["lowUp"] = (Network.Low.Up, options.RankLow),
            ["highDown"] = (Network.High.Down, Inputs),
            ["highUp"] = (Network.High.Up, options.RankHigh),
            ["low.K"] = (Network.LowGate.Keys, Inputs),
            ["low.A"] = (Network.LowGate.Attention, Inputs),
            ["low.W"] = (Network.LowGate.Values, Inputs),
            ["high.K"] = (Network.HighGate.Keys, Inputs),
            ["high.A"] = (Network.HighGate.Attention, Inputs),
            ["high.W"] = (Network.HighGate.Values, Inputs),
        };
        Load(Network.Network.Base, weights);
        foreach (string name in (string[])["b", "lowDown", "lowUp", "highDown", "highUp"])
        {
            if (layer.TryGetProperty(name, out var values))
            {
                Load(Field(name), values);
            }
        }

        if (head is { } given)
        {
            Load(Field("headV"), given.GetProperty("V"));
            Load(Field("headv"), given.GetProperty("v"));
        }
        else
        {
            ShowLayer();
        }

        foreach (var (prefix, components) in new[] { ("low", low), ("high", high) })
        {
            foreach (string name in components is null ? [] : (string[])["K", "A", "W"])
            {
                Load(Field($"{prefix}.{name}"), components!.Value.GetProperty(name));
            }
        }
    }

    public int Inputs { get; }

    public int Hidden { get; }

    public int Classes { get; }

    public AdaptedNetwork Network { get; }

    public Optimizer<double> Optimizer { get; }

    public LearnerMemory Memory { get; }

    private Layout State { get; }

    public static double[] Flat(JsonElement item, string name) => Tolerance<double>.Read(item.GetProperty(name));

    public Field Field(string name) => _fields[name].Field;

    /// <summary>Writes an array of a file into a field of padded rows.</summary>
    public void Load(Field field, JsonElement values)
    {
        int columns = _fields.Values.First(known => known.Field == field).Columns;
        double[] flat = Tolerance<double>.Read(values);
        var target = Memory.Parameters.View<double>(field);
        for (int i = 0; i < flat.Length; i++)
        {
            target[(i / columns * Tile.Pad(columns)) + (i % columns)] = flat[i];
        }
    }

    /// <summary>A field as the files have it.</summary>
    public double[] Read(FlatBuffer buffer, Field field)
    {
        int columns = _fields.Values.First(known => known.Field == field).Columns;
        double[] values = buffer.View<double>(field).ToArray();
        return [.. values.Where((_, i) => i % Tile.Pad(columns) < columns)
            .Take(field.Name == "net.v" ? Classes : field.Name == "net.b" ? Hidden : int.MaxValue)];
    }

    /// <summary>What the adapted layer gives, before the non-linearity.</summary>
    public double[] Layer(double[] rows, Func<int, (double Low, double High)> gates)
    {
        Assert.IsFalse(_hasHead);
        double[] logits = new double[Classes];
        return [.. Enumerable.Range(0, rows.Length / Inputs).SelectMany(row =>
        {
            Network.Forward(Memory, Row(rows, row), gates(row), logits);
            return logits.Select(value => value - Shift).ToArray();
        })];
    }

    public double[] Merged(double low, double high)
    {
        double[] weights = new double[Hidden * Tile.Pad(Inputs)];
        Network.Merge(Memory, (low, high), weights);
        return [.. weights.Where((_, i) => i % Tile.Pad(Inputs) < Inputs)];
    }

    public (double Low, double High)[] Gates(double[] rows, int used) =>
        [.. Enumerable.Range(0, rows.Length / Inputs).Select(row => Network.Open(Memory, Row(rows, row), used))];

    public double[] Logits(double[] rows, int used)
    {
        double[] logits = new double[Classes];
        return [.. Enumerable.Range(0, rows.Length / Inputs).SelectMany(row =>
        {
            Network.Forward(Memory, Row(rows, row), Network.Open(Memory, Row(rows, row), used), logits);
            return logits.ToArray();
        })];
    }

    /// <summary>Gathers the gradient of mean cross-entropy and penalty.</summary>
    public (double CrossEntropy, double Penalty) Gradient(double[] rows, double[] labels, int used, int frozen, int[] classes)
    {
        Memory.Gradients.Bytes.Clear();
        bool[] among = [.. Enumerable.Range(0, Classes).Select(classes.Contains)];
        double[] logits = new double[Classes];
        double sum = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            double[] input = Row(rows, row);
            var gates = Network.Open(Memory, input, used);
            Network.Forward(Memory, input, gates, logits);
            sum += Softmax.Gradient<double>(logits, (int)labels[row], among, 1) / labels.Length;
            Network.Differentiate(Memory, input, gates, used, frozen, [.. logits.Select(g => g / labels.Length)]);
        }

        return (sum, Network.Penalty(Memory, used, frozen, 1));
    }

    public double[] Row(double[] rows, int row)
    {
        double[] padded = new double[Tile.Pad(Inputs)];
        rows.AsSpan(row * Inputs, Inputs).CopyTo(padded);
        return padded;
    }

    private static JsonElement? Find(JsonElement root, params string[] names)
    {
        foreach (string name in names)
        {
            if (root.TryGetProperty(name, out var found))
            {
                return found;
            }
        }

        return null;
    }

    private void ShowLayer()
    {
        var bias = Memory.Parameters.View<double>(Network.Network.Bias);
        for (int i = 0; i < Hidden; i++)
        {
            bias[i] += Shift;
            Memory.Parameters.View<double>(Network.Network.Head)[(i * Network.Network.Length) + i] = 1;
        }
    }
}
