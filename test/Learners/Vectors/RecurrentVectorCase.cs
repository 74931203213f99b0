using System.Numerics;
using System.Text.Json;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>A recurrent learner set up from a reference file, and its memory read in the file's notation.</summary>
internal sealed class RecurrentVectorCase<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly CellShape _shape;

    public RecurrentVectorCase(JsonElement root, RecurrentOptions options)
    {
        var dims = root.GetProperty("dims");
        (_inputs, _outputs) = (dims.GetProperty("input").GetInt32(), dims.GetProperty("output").GetInt32());
        options = options with
        {
            Cell = root.GetProperty("cell").GetString() == "lstm" ? RecurrentCell.Lstm : RecurrentCell.Tanh,
            HiddenUnits = dims.GetProperty("n").GetInt32(),
            Output = VectorLoss.Output(VectorLoss.Of(root)),
            Method = options.Method == RecurrentMethod.Auto ? RecurrentMethod.BpLambda : options.Method,
            SeesLastLabel = false,
            LeastSquaresReadout = false,
        };
        _shape = options.Shape;
        Learner = RecurrentLearner<T>.Create(_inputs, _outputs, options);
        var parameters = Learner.Memory.Parameters;
        foreach (string part in (string[])["params", "readout"])
        {
            foreach (var property in root.GetProperty(part).EnumerateObject())
            {
                Write(parameters, property.Name, Tolerance<T>.Read(property.Value));
            }
        }

        if ((root.TryGetProperty("psi0", out var psi) && psi.ValueKind == JsonValueKind.Object) || root.TryGetProperty("psi", out psi))
        {
            foreach (var property in psi.EnumerateObject())
            {
                Write(parameters, property.Name, Tolerance<T>.Read(property.Value));
            }
        }
    }

    public RecurrentLearner<T> Learner { get; }

    public BpLambdaGradient<T> Method => Learner.Leader.Synthetic!;

    public CellShape Shape => _shape;

    public static RecurrentOptions Options(JsonElement hyper, UpdateOptions update) => new()
    {
        Lambda = hyper.GetProperty("lambda").GetDouble(),
        Discount = hyper.GetProperty("gamma").GetDouble(),
        SyntheticWeight = hyper.GetProperty("sg_weight").GetDouble(),
        SyntheticClip = Nullable(hyper, "clip_synth"),
        TraceMode = TraceMode.Full,
        Update = update with { ClipNorm = Nullable(hyper, "clip_rnn"), Gate = GateOptions.Open },
    };

    /// <summary>One row; a null target is unknown.</summary>
    public UpdateResult Learn(JsonElement x, JsonElement target, RowContext context, Span<T> output)
    {
        T[] values = target.ValueKind == JsonValueKind.Null ? [.. Enumerable.Repeat(T.NaN, Learner.TargetSize)] : Tolerance<T>.Read(target);
        var result = Learner.Learn(context, Tolerance<T>.Read(x), values, new T[Learner.OutputSize]);
        Learner.Leader.Output.Values.CopyTo(output);
        return result;
    }

    /// <summary>e of a sequence before its next row, [output component][parameter row][s, 1]; nothing before its first.</summary>
    public T[] Trace(SequenceKey key)
    {
        Learner.Memory.Peek(key);
        var trace = ((FullTrace<T>)Method.Trace).View(Learner.Memory);
        int s = _shape.StateLength;
        var result = new T[s * s * (s + 1)];
        for (int i = 0; i < result.Length; i++)
        {
            int k = i / (s * (s + 1)), row = i / (s + 1) % s, column = i % (s + 1);
            result[i] = trace[(((k * (s + 1)) + column) * _shape.StateStride) + row];
        }

        return result;
    }

    /// <summary>J of the row seen last, with the weights as they are.</summary>
    public T[] Jacobian()
    {
        int s = _shape.StateLength, n = _shape.Units;
        T[] transposed = new T[n * s], diagonal = new T[s], result = new T[s * s];
        CellJacobian.FillTransposed(_shape, Learner.Leader.Step.Partials, Learner.Leader.Core.RecurrentWeights(Learner.Memory), T.One, transposed, diagonal);
        for (int i = 0; i < s; i++)
        {
            for (int j = 0; j < s; j++)
            {
                result[(i * s) + j] = j < n ? transposed[(j * s) + i] : i % n == j - n ? diagonal[i] : T.Zero;
            }
        }

        return result;
    }

    /// <summary>A parameter, or its gradient, as the files lay it out.</summary>
    public T[] Read(FlatBuffer buffer, string name)
    {
        var (field, stride, rows, columns, first, transposed) = Place(name);
        var values = buffer.View<T>(field);
        var result = new T[rows * columns];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = values[Index(stride, columns, first, transposed, i)];
        }

        return result;
    }

    private void Write(FlatBuffer buffer, string name, T[] values)
    {
        var (field, stride, _, columns, first, transposed) = Place(name);
        for (int i = 0; i < values.Length; i++)
        {
            buffer.View<T>(field)[Index(stride, columns, first, transposed, i)] = values[i];
        }
    }

    private static int Index(int stride, int columns, int first, bool transposed, int i) =>
        transposed ? ((first + (i % columns)) * stride) + (i / columns) : (i / columns * stride) + (i % columns);

    private (Field Field, int Stride, int Rows, int Columns, int First, bool Transposed) Place(string name)
    {
        int gates = _shape.Gates * _shape.Units, s = _shape.StateLength;
        var weights = Learner.Leader.Core.Weights;
        var map = ((DenseOutput<T>)Learner.Leader.Output).Map;
        return name switch
        {
            "W_ih" => (weights, _shape.GateStride, gates, _inputs, 0, true),
            "W_hh" => (weights, _shape.GateStride, gates, _shape.Units, _inputs, true),
            "b" => (weights, _shape.GateStride, gates, 1, _inputs + _shape.Units, true),
            "W_out" => (map.Weight, Tile.Pad(_shape.Units), _outputs, _shape.Units, 0, false),
            "b_out" => (map.Bias!.Value, 1, 1, _outputs, 0, false),
            "A" or "psi_A" => (Method.Synthesizer.Psi, _shape.StateStride, s, s, 0, true),
            "beta" or "psi_beta" => (Method.Synthesizer.Psi, _shape.StateStride, s, 1, s, true),
            _ => throw new AssertFailedException($"unknown parameter {name}"),
        };
    }

    private static double? Nullable(JsonElement hyper, string name) =>
        hyper.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
