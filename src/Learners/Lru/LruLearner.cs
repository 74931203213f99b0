using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

/// <summary>
/// A linear recurrent unit fine-tuned online by exact real-time recurrent learning.
/// <code>
/// λ = exp(−exp(ν_log) + i exp(θ_log))      x_t = λ∘x_{t−1} + γ∘(B u_t)      y_t = Re(C x_t) + D u_t + bias + r(x_t)
/// e^λ ← λ∘e^λ + x_{t−1}      e^γ ← λ∘e^γ + B u_t      e^B ← λ∘e^B + γ u_tᵀ      δ = ∂L/∂Re x − i ∂L/∂Im x
/// </code>
/// r is zero or what <see cref="LruOptions.Readout"/> asks for; it has no memory, so the gradient stays exact.
/// </summary>
/// <remarks>
/// <para>A. Orvieto et al., "Resurrecting recurrent neural networks for long sequences", ICML 2023 (the unit); N. Zucchet et al., "Online learning of
/// long-range dependencies", NeurIPS 2023 (the traces). Each state depends on its own λ, γ and row of B only, so the exact gradient of every parameter costs
/// about as much as the step itself: time O(N (M + P)) a row and memory O(N M), however long the history.</para>
/// <para>After an update, state and traces still carry history made with older parameters; they are not corrected.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed partial class LruLearner<T> : GradientLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LruCell<T> _cell;

    /// <summary>
    /// Makes a learner with initial values drawn from the options' seed; C, D and the outermost map of a readout start at zero, and so does the output.
    /// </summary>
    /// <param name="inputSize">M, elements of an input.</param>
    /// <param name="outputSize">P, elements of a target.</param>
    /// <param name="options">Shape, initial values and learning rule.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or an option is out of its range.</exception>
    public LruLearner(int inputSize, int outputSize, LruOptions options)
        : this(
            inputSize, outputSize, Checked(inputSize, outputSize, options), new LruCell<T>(new(), string.Empty, inputSize, outputSize, hasBias: true, options))
    {
    }

    private LruLearner(int inputSize, int outputSize, LruOptions options, LruCell<T> cell)
        : base(inputSize, outputSize, cell.Layout, options.Update)
    {
        Options = options;
        _cell = cell;
        var random = Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], options.Seed);
        cell.Draw(Memory, random);
        ParametersChanged();
        Memory.Keep();
    }

    /// <summary>Shape, initial values and learning rule.</summary>
    public LruOptions Options { get; }

    internal LruFields<T> Fields => _cell.Fields;

    /// <summary>δ of the row learnt last.</summary>
    internal ComplexSpan<T> Delta => _cell.Delta;

    /// <inheritdoc/>
    private protected override OnlineLearner<T> CreateEmpty() => new LruLearner<T>(InputSize, OutputSize, Options);

    /// <inheritdoc/>
    private protected override bool Forward(ReadOnlySpan<T> input, Span<T> output) => _cell.Forward(Memory, input, output);

    /// <inheritdoc/>
    private protected override void Advance(ReadOnlySpan<T> input) => _cell.Advance(Memory, input);

    /// <inheritdoc/>
    private protected override void AdvanceAndDifferentiate(ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient) =>
        _cell.AdvanceAndDifferentiate(Memory, input, outputGradient, []);

    /// <inheritdoc/>
    private protected override void Record() => RecordRows();

    /// <inheritdoc/>
    private protected override void Backpropagate() => BackpropagateRows();

    /// <inheritdoc/>
    private protected override void ParametersChanged() => RefreshDerived();

    /// <summary>λ and γ from the parameters.</summary>
    internal void RefreshDerived() => _cell.Refresh(Memory);

    /// <summary>From now on rows go on a tape, and the traces stand still.</summary>
    internal void RecordRows() => _cell.Record();

    /// <summary>Adds the recurrence's gradient through all rows on the tape, and empties it.</summary>
    internal void BackpropagateRows() => _cell.Backpropagate(Memory);

    private static LruOptions Checked(int inputSize, int outputSize, LruOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require.InRange(inputSize, 1, 65536);
        Require.InRange(outputSize, 1, 65536);
        options.Validate();
        return options.DirectPath != DirectPath.Diagonal || inputSize == outputSize
            ? options
            : throw new ArgumentOutOfRangeException(
                nameof(options), options.DirectPath, $"A diagonal DirectPath takes as many inputs as outputs, not {inputSize} and {outputSize}.");
    }
}
