using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// The recurrent part of a net. Input and recurrent weights and biases are one matrix, transposed, [x; h; 1] by pre-activations: its rows are then streamed by
/// a step forward, by an outer product, and by a product with the Jacobian alike.
/// </summary>
internal sealed class RecurrentCore<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Place of the forget gates among a cell's.</summary>
    private const int ForgetGate = 1;

    private readonly RecurrentCell _cell;
    private readonly Field _weights;
    private readonly Field _state;
    private readonly Field _steps;

    /// <summary>Adds the weights, and what a sequence remembers.</summary>
    public RecurrentCore(MachineLayout<T> layout, string prefix, int inputSize, RecurrentOptions options)
    {
        (_cell, InputSize, Shape) = (options.Cell, inputSize, options.Shape);
        _weights = layout.Parameters.Add(prefix + "W", options.RecurrentLearningRateFactor, true, inputSize + Shape.Units + 1, Shape.GateStride);
        _state = layout.Sequence.Add<T>(prefix + "s", Shape.StateStride);
        _steps = layout.Sequence.Add<long>(prefix + "steps", 1);
        layout.Sequence.RequireCounts(_steps);
    }

    /// <summary>The blocks of state and gates.</summary>
    public CellShape Shape { get; }

    /// <summary>m.</summary>
    public int InputSize { get; }

    /// <summary>m + n + 1, rows of the weights.</summary>
    public int Rows => InputSize + Shape.Units + 1;

    /// <summary>The weights, [<see cref="Rows"/>][gates].</summary>
    public Field Weights => _weights;

    /// <summary>s_{t−1} of the present sequence.</summary>
    public Span<T> State(LearnerMemory memory) => memory.Sequence.View<T>(_state);

    /// <summary>Whether the present sequence has had a row.</summary>
    public bool HasBegun(LearnerMemory memory) => HasBegun(memory.Sequence);

    /// <summary>The same of a sequence by itself.</summary>
    public bool HasBegun(FlatBuffer sequence) => sequence.View<long>(_steps)[0] > 0;

    /// <summary>The rows of the weights that belong to h.</summary>
    public ReadOnlySpan<T> RecurrentWeights(LearnerMemory memory) =>
        memory.Parameters.View<T>(_weights).Slice(InputSize * Shape.GateStride, Shape.Units * Shape.GateStride);

    /// <summary>These rows the other way round, as products with the Jacobian from the left want them.</summary>
    public void Transpose(LearnerMemory memory, Span<T> transposed) => CellJacobian.Transpose(Shape, RecurrentWeights(memory), transposed);

    /// <summary>
    /// Draws the weights uniform in ±1/√n, biases as the sum of two such numbers. A forget gate's is 1 more, so that what a cell holds is not gone before it is
    /// known what it is for (R. Jozefowicz, W. Zaremba and I. Sutskever, "An empirical exploration of recurrent network architectures", ICML 2015).
    /// </summary>
    public void Draw(LearnerMemory memory, Xoshiro256 random)
    {
        double bound = 1 / Math.Sqrt(Shape.Units);
        var weights = memory.Parameters.View<T>(Weights);
        for (int gate = 0; gate < Shape.Gates * Shape.Units; gate++)
        {
            bool forgets = _cell == RecurrentCell.Lstm && gate / Shape.Units == ForgetGate;
            for (int row = 0; row < Rows; row++)
            {
                double draw = (bound * ((2 * random.NextUniform()) - 1)) + (forgets && row == Rows - 1 ? 1 : 0);
                draw += row == Rows - 1 ? bound * ((2 * random.NextUniform()) - 1) : 0;
                weights[(row * Shape.GateStride) + gate] = T.CreateTruncating(draw);
            }
        }
    }

    /// <summary>Computes the step, without changing memory.</summary>
    /// <returns>Whether every number made is finite.</returns>
    public bool Forward(LearnerMemory memory, ReadOnlySpan<T> input, RecurrentStep<T> step)
    {
        ReadOnlySpan<T> before = State(memory);
        int n = Shape.Units;
        input[..InputSize].CopyTo(step.Inputs);
        before[..n].CopyTo(step.Inputs.AsSpan(InputSize));
        step.Inputs[^1] = T.One;
        Matrices.TransposedProduct<T>(memory.Parameters.View<T>(Weights), step.Inputs, step.Gates);
        switch (_cell)
        {
            case RecurrentCell.Tanh:
                CellStep.Tanh<T>(step.Gates, step.State, step.Partials);
                break;
            case RecurrentCell.Lstm:
                CellStep.Lstm(step.Gates, before.Slice(n, n), step.State, step.Partials);
                break;
            default:
                step.Gates.AsSpan(0, n).CopyTo(step.State);
                step.Partials.AsSpan().Fill(T.One);
                break;
        }

        return T.IsFinite(TensorPrimitives.MaxMagnitude<T>(step.State));
    }

    /// <summary>Adds u ∂s_t/∂W through the present step alone to the gradient.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="step">The step.</param>
    /// <param name="u">By the state.</param>
    /// <param name="gates">Scratch: receives u ∂s_t/∂a.</param>
    public void Differentiate(LearnerMemory memory, RecurrentStep<T> step, ReadOnlySpan<T> u, Span<T> gates)
    {
        CellJacobian.GateVectorJacobianProduct(Shape, step.Partials, u, gates);
        Matrices.AddTransposedProduct(step.Inputs, Rows, [T.One], gates, memory.Gradients.View<T>(Weights));
    }

    /// <summary>Makes s_t the present state.</summary>
    public void Advance(LearnerMemory memory, RecurrentStep<T> step)
    {
        step.State.CopyTo(State(memory));
        memory.Sequence.View<long>(_steps)[0]++;
    }
}
