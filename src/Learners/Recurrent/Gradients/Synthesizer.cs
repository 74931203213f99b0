using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// g(s) = A s + β: an estimate of the gradient, by the state, of all losses to come. Ψ = (A, β) lies transposed, [s; 1] by the state, and begins at zero.
/// </summary>
internal sealed class Synthesizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CellShape _shape;
    private readonly double? _clip;
    private readonly Optimizer<T> _optimizer;
    private readonly T[] _extended;

    /// <summary>Adds Ψ and its optimiser.</summary>
    public Synthesizer(MachineLayout<T> layout, string prefix, in CellShape shape, RecurrentOptions options)
    {
        (_shape, _clip, _extended) = (shape, options.SyntheticClip, new T[shape.StateLength + 1]);
        int before = layout.Parameters.Groups.Count;
        layout.Parameters.Divide();
        Psi = layout.Parameters.Add(prefix + "Psi", options.SyntheticLearningRateFactor, false, shape.StateLength + 1, shape.StateStride);
        _optimizer = new(options.Update, [.. layout.Parameters.Groups.Skip(before)], layout.State, prefix + "synthesizer");
    }

    /// <summary>Ψ.</summary>
    public Field Psi { get; }

    /// <summary>Sets the optimiser's counters.</summary>
    public void Initialize(LearnerMemory memory) => _optimizer.Initialize(memory);

    /// <summary>The step size in force.</summary>
    public ref double LearningRate(LearnerMemory memory) => ref _optimizer.LearningRate(memory);

    /// <summary>g(s).</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="state">s.</param>
    /// <param name="gradient">Receives g, padded with zeros.</param>
    public void Estimate(LearnerMemory memory, ReadOnlySpan<T> state, Span<T> gradient)
    {
        state[.._shape.StateLength].CopyTo(_extended);
        _extended[^1] = T.One;
        Matrices.TransposedProduct<T>(memory.Parameters.View<T>(Psi), _extended, gradient);
    }

    /// <summary>Takes δ·e off the gradient of Ψ, A's and β's part each cut to the clip: Ψ goes towards its target.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="update">δ·e, laid out like Ψ.</param>
    /// <returns>Whether it is finite; if not, it is left out.</returns>
    public bool Add(LearnerMemory memory, ReadOnlySpan<T> update)
    {
        var gradient = memory.Gradients.View<T>(Psi);
        int weights = _shape.StateLength * _shape.StateStride;
        double norm = Norm(update[..weights]), biasNorm = Norm(update[weights..]);
        if (!double.IsFinite(norm + biasNorm))
        {
            return false;
        }

        SpanSums.AddScaled(update[..weights], Factor(norm), gradient[..weights]);
        SpanSums.AddScaled(update[weights..], Factor(biasNorm), gradient[weights..]);
        return true;
    }

    /// <summary>Steps Ψ along what was gathered, and forgets that.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="scale">Multiplies the gradient.</param>
    public void Step(LearnerMemory memory, double scale)
    {
        _optimizer.Step(memory, scale);
        DropGradient(memory);
    }

    /// <summary>Forgets what was gathered.</summary>
    public void DropGradient(LearnerMemory memory) => memory.Gradients.View<T>(Psi).Clear();

    private T Factor(double norm) => T.CreateTruncating(_clip is { } limit && norm > limit ? -limit / norm : -1);

    private static double Norm(ReadOnlySpan<T> values) => Math.Sqrt(double.CreateTruncating(Reductions.SumOfSquares(values)));
}
