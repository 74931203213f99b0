using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>What a <see cref="TttTape{T}"/> runs over a window: a layer that takes tokens in chunks, and goes back through them.</summary>
internal interface IWindowLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Elements from one token's input to the next.</summary>
    int InputRow { get; }

    /// <summary>Elements from one token's output to the next.</summary>
    int OutputRow { get; }

    /// <summary>Tokens of a mini-batch.</summary>
    int BatchSize { get; }

    /// <summary>Where the inner models lie.</summary>
    TttFields<T> Fields { get; }

    /// <summary>Computes the outputs of the next tokens of a sequence, all of one mini-batch; the sequence stays as it is.</summary>
    void Forward(LearnerMemory memory, FlatBuffer sequence, ReadOnlySpan<T> input, Span<T> output);

    /// <summary>Takes a sequence past the tokens that <see cref="Forward"/> saw last.</summary>
    /// <returns>Whether its state is finite; where it is not, the sequence goes back to its beginning.</returns>
    bool Advance(LearnerMemory memory, FlatBuffer sequence, int count);

    /// <summary>
    /// Reverse mode of a chunk that begins a mini-batch, as <see cref="Forward"/> saw it last, through its inner updates: adds the gradient of all parameters
    /// but W₀. Chunks are taken backwards in time.
    /// </summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="sequence">The state with which the chunk began.</param>
    /// <param name="outputGradient">∂L/∂output, a row a token.</param>
    /// <param name="adjoint">Of the state that the chunk leaves; becomes that of the state with which it began.</param>
    /// <param name="inputGradient">Receives ∂L/∂input, where the input is not data.</param>
    void Differentiate(LearnerMemory memory, FlatBuffer sequence, ReadOnlySpan<T> outputGradient, TttAdjoint<T> adjoint, Span<T> inputGradient);
}
