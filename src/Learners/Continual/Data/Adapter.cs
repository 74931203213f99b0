using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// s U D x, a change of a layer of low rank r: D [r][inputs], U [outputs][r]. D begins normal with deviation 1 / r², U at zero, so that a fresh adapter changes
/// nothing.
/// </summary>
internal sealed class Adapter
{
    private readonly int _rank;
    private readonly int _outputs;
    private readonly int _inner;
    private readonly double[] _reduced;
    private readonly double[] _reducedGradient;
    private readonly double[] _change;

    /// <summary>Adds D and U.</summary>
    public Adapter(ParameterLayout<double> parameters, string name, int rank, int inputs, int outputs)
    {
        (_rank, _outputs, _inner) = (rank, outputs, Tile.Pad(rank));
        Down = parameters.Add(name + "Down", 1, false, rank, Tile.Pad(inputs));
        Up = parameters.Add(name + "Up", 1, false, outputs, _inner);
        (_reduced, _reducedGradient, _change) = (new double[_inner], new double[_inner], new double[Tile.Pad(outputs)]);
    }

    /// <summary>D.</summary>
    public Field Down { get; }

    /// <summary>U.</summary>
    public Field Up { get; }

    /// <summary>Draws D.</summary>
    public void Draw(LearnerMemory memory, int inputs, Xoshiro256 random)
    {
        var down = memory.Parameters.View<double>(Down);
        int length = down.Length / _rank;
        for (int i = 0; i < _rank; i++)
        {
            foreach (ref double entry in down.Slice(i * length, inputs))
            {
                entry = random.NextNormal() / ((double)_rank * _rank);
            }
        }
    }

    /// <summary>change ← change + s U D x.</summary>
    public void Apply(LearnerMemory memory, ReadOnlySpan<double> input, double gate, Span<double> change)
    {
        Matrices.ProductTransposed(memory.Parameters.View<double>(Down), input, input.Length, _reduced, 1);
        Matrices.ProductTransposed(memory.Parameters.View<double>(Up), _reduced, _inner, _change, 1);
        SpanSums.AddScaled(_change, gate, change);
    }

    /// <summary>Adds the gradient of D and U, and gives ∂L/∂s, after <see cref="Apply"/> of the same input.</summary>
    public double Differentiate(LearnerMemory memory, ReadOnlySpan<double> input, double gate, ReadOnlySpan<double> changeGradient)
    {
        ReadOnlySpan<double> up = memory.Parameters.View<double>(Up);
        Span<double> upGradient = memory.Gradients.View<double>(Up), downGradient = memory.Gradients.View<double>(Down);
        _reducedGradient.AsSpan().Clear();
        for (int i = 0; i < _outputs; i++)
        {
            double g = gate * changeGradient[i];
            SpanSums.AddScaled(_reduced, g, upGradient.Slice(i * _inner, _inner));
            SpanSums.AddScaled(up.Slice(i * _inner, _inner), g, _reducedGradient);
        }

        for (int i = 0; i < _rank; i++)
        {
            SpanSums.AddScaled(input, _reducedGradient[i], downGradient.Slice(i * input.Length, input.Length));
        }

        return Reductions.Dot(_change, changeGradient);
    }

    /// <summary>weights ← weights + s U D.</summary>
    public void Merge(LearnerMemory memory, double gate, Span<double> weights)
    {
        ReadOnlySpan<double> up = memory.Parameters.View<double>(Up), down = memory.Parameters.View<double>(Down);
        int length = down.Length / _rank;
        for (int i = 0; i < _outputs; i++)
        {
            for (int j = 0; j < _rank; j++)
            {
                SpanSums.AddScaled(down.Slice(j * length, length), gate * up[(i * _inner) + j], weights.Slice(i * length, length));
            }
        }
    }
}
