using System.Numerics;
using System.Text.Json;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>A network of a reference file, as a base.</summary>
internal sealed class ComodulationVectorCase<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public ComodulationVectorCase(JsonElement root, ComodulationOptions? options = null)
    {
        var net = root.GetProperty("net");
        JsonElement[] hidden = [.. net.GetProperty("hidden").EnumerateArray()];
        int inputs = root.GetProperty("X")[0].GetArrayLength(), classes = net.GetProperty("out").GetProperty("v").GetArrayLength();
        Options = (options ?? new()) with
        {
            HiddenSizes = [.. hidden.Select(layer => layer.GetProperty("b").GetArrayLength())],
            ModulatedLayer = net.GetProperty("modulatedLayer").GetInt32(),
            Gain = GainKind.Covariance,
            BalancesClasses = false,
        };
        Base = new(inputs, classes, Options);
        Parts = Base.CreateParts();
        Parts.Initialize(Base.Memory, Options.Coupling);
        for (int l = 0; l < hidden.Length; l++)
        {
            Write(Network.Fields.Weights[l], hidden[l].GetProperty("W"));
            Write(Network.Fields.Biases[l], hidden[l].GetProperty("b"));
        }

        Write(Network.Fields.Weights[^1], net.GetProperty("out").GetProperty("V"));
        Write(Network.Fields.Biases[^1], net.GetProperty("out").GetProperty("v"));
        Inputs = [.. root.GetProperty("X").EnumerateArray().Select(Tolerance<T>.Read)];
    }

    public ComodulationOptions Options { get; }

    public ComodulationBase<T> Base { get; }

    public BaseParts<T> Parts { get; }

    public ModulatedNetwork<T> Network => Parts.Network;

    public FlatBuffer Weights => Base.Memory.State;

    public T[][] Inputs { get; }

    public static T[] Padded(T[] values) => [.. values, .. new T[Tile.Pad(values.Length) - values.Length]];

    /// <summary>The logits of all rows, one after the other.</summary>
    /// <param name="factor">Of a row; empty for 1.</param>
    /// <param name="gain">Of the last layer; empty for 1.</param>
    public T[] Logits(Func<int, T[]> factor, T[] gain)
    {
        int classes = Network.Shape.Classes;
        T[] logits = new T[Inputs.Length * classes];
        for (int row = 0; row < Inputs.Length; row++)
        {
            Assert.IsTrue(Parts.Encode(Base.Memory, Inputs[row]));
            Network.Above(Weights, factor(row));
            Network.Logits(Network.ReadoutWeight(Weights), Network.ReadoutBias(Weights), gain, logits.AsSpan(row * classes, classes));
        }

        return logits;
    }

    public T[] Factor(T[] coupling, T modulator, T variance, ModulationKind kind = ModulationKind.Exponential)
    {
        T[] factor = new T[Tile.Pad(coupling.Length)];
        Modulation.Fill(kind, Padded(coupling), modulator, variance, factor);
        return factor;
    }

    private void Write(Field field, JsonElement values)
    {
        int columns = values[0].ValueKind == JsonValueKind.Array ? values[0].GetArrayLength() : values.GetArrayLength();
        int rows = values[0].ValueKind == JsonValueKind.Array ? values.GetArrayLength() : 1;
        ParameterPlace.Rows(field, rows, columns).Write(Weights, Tolerance<T>.Read(values));
    }
}
