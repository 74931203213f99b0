using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// A linear associative memory z = q W that is corrected at one key after the other, without normalisation or mini-batches:
/// <code>
/// W ← α (W − s kᵀ (k W)) + s kᵀ v
/// </code>
/// α = 1 is the delta rule (I. Schlag, K. Irie and J. Schmidhuber, "Linear transformers are secretly fast weight programmers", ICML 2021), α below 1 the gated
/// one (S. Yang, J. Kautz and A. Hatamizadeh, "Gated delta networks", ICLR 2025), and s = <see cref="ImplicitStep"/> the implicit one, stable for every key and
/// step.
/// </summary>
/// <param name="inputs">Elements of a key.</param>
/// <param name="outputs">Elements of a value.</param>
internal sealed class DeltaRule<T>(int inputs, int outputs)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _correction = new T[Tile.Pad(outputs)];
    private readonly T[] _scaled = new T[Tile.Pad(outputs)];

    /// <summary>Elements of W: a row for each element of a key, padded with zeros to whole tiles.</summary>
    public int Length => inputs * _correction.Length;

    /// <summary>
    /// The step β / (1 + β ‖k‖²): the minimum of ‖W′ − W‖² + β ‖k W′ − v‖² (B. Liu et al., "Longhorn: state space models are amortized online learners", 2024).
    /// </summary>
    /// <param name="beta">β, from 0.</param>
    /// <param name="key">k, padded with zeros to whole tiles.</param>
    public static T ImplicitStep(T beta, ReadOnlySpan<T> key) => beta / (T.One + (beta * Reductions.SumOfSquares(key)));

    /// <summary>z.</summary>
    /// <param name="weights">W.</param>
    /// <param name="query">q.</param>
    /// <param name="output">Receives z, padded with zeros to whole tiles.</param>
    public void Forward(ReadOnlySpan<T> weights, ReadOnlySpan<T> query, Span<T> output) =>
        Matrices.TransposedProduct(weights, query[..inputs], output);

    /// <summary>Ties a value to a key.</summary>
    /// <param name="weights">W.</param>
    /// <param name="key">k.</param>
    /// <param name="value">v, padded with zeros to whole tiles.</param>
    /// <param name="step">s.</param>
    /// <param name="retention">α.</param>
    public void Update(Span<T> weights, ReadOnlySpan<T> key, ReadOnlySpan<T> value, T step, T retention)
    {
        Forward(weights, key, _correction);
        TensorPrimitives.Multiply(value, step, _scaled);
        TensorPrimitives.FusedMultiplyAdd(_correction, -(retention * step), _scaled, _correction);
        TensorPrimitives.Multiply(weights, retention, weights);
        Matrices.AddTransposedProduct(key, inputs, [T.One], _correction, weights);
    }
}
