using System.Numerics;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>What one head fits to its tokens while it runs. A chunk is one or more tokens of one mini-batch.</summary>
internal interface IInnerLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Elements of W.</summary>
    int Length { get; }

    /// <summary>The first elements of W, whose start is a parameter; the others begin at zero.</summary>
    int LearntLength { get; }

    /// <summary>Elements of P, what waits for the mini-batch's end; 0 where every token's step is taken at once.</summary>
    int PendingLength { get; }

    /// <summary>
    /// The inner losses of the last chunk's tokens, before any of them was learnt from where they share a mini-batch, else each before its own step.
    /// </summary>
    T[] Losses { get; }

    /// <summary>Number of affine maps.</summary>
    int LayerCount { get; }

    /// <summary>Inputs and outputs of a map.</summary>
    (int Inputs, int Outputs) Sizes(int layer);

    /// <summary>Where an entry of W lies.</summary>
    /// <param name="layer">The map.</param>
    /// <param name="input">The input, or their number for the bias.</param>
    /// <param name="output">The output.</param>
    int Index(int layer, int input, int output);

    /// <summary>
    /// Computes the outputs of a chunk, each from the weights that include its token, and what <see cref="Advance"/> and <see cref="Differentiate"/> need.
    /// </summary>
    /// <param name="weights">Where the mini-batch stands.</param>
    /// <param name="tokens">Views and rates; receives the outputs.</param>
    /// <param name="rows">tok of each token.</param>
    void Forward(in InnerWeights<T> weights, TokenRows<T> tokens, ReadOnlySpan<T> rows);

    /// <summary>Takes W and P past the tokens that <see cref="Forward"/> saw last.</summary>
    void Advance(int count, Span<T> weights, Span<T> pending);

    /// <summary>Reverse mode of a chunk that begins a mini-batch, through its inner updates.</summary>
    /// <param name="weights">As <see cref="Forward"/> saw them last, nothing pending.</param>
    /// <param name="views">Likewise.</param>
    /// <param name="rows">tok.</param>
    /// <param name="commits">Whether the chunk is a whole mini-batch.</param>
    /// <param name="adjoints">Of the weights.</param>
    /// <param name="tokens">Holds the adjoint of the outputs; receives those of the views and rates.</param>
    void Differentiate(in InnerWeights<T> weights, TokenRows<T> views, ReadOnlySpan<T> rows, bool commits, in InnerAdjoints<T> adjoints, TokenRows<T> tokens);
}
