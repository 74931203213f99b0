using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <content>
/// Reverse mode, token by token backwards. With a = k·u, e = v − k W, D = ∂L/∂W′ and F = ∂L/∂R′, R′ = R + s u uᵀ:
/// <code>
/// D += qᵀ ∂o      ∂q = ∂o W′ᵀ      ∂s = u·(D e + F u)      ∂u = s (D e + (F + Fᵀ) u)      ∂v = s Dᵀ u      ∂W = D − k ∂vᵀ      ∂k = −W ∂v
/// ∂β = ∂s / (1 + β a)²      ∂a = −s² ∂s      ∂u += ∂a k      ∂k += ∂a u
/// u = k − R k:  ∂R = F − ∂u kᵀ      ∂k += ∂u − R ∂u
/// </code>
/// </content>
internal sealed partial class LeastSquaresMemory<T>
{
    private readonly T[] _gainAdjoint;
    private readonly T[] _keyWork;
    private readonly T[] _outputWork;

    /// <inheritdoc/>
    public void Differentiate(
        in InnerWeights<T> weights, TokenRows<T> views, ReadOnlySpan<T> rows, bool commits, in InnerAdjoints<T> adjoints, TokenRows<T> tokens)
    {
        for (int t = rows.Length - 1; t >= 0; t--)
        {
            Differentiate(views, adjoints.Weights[..LearntLength], adjoints.Weights[LearntLength..], tokens, t);
        }
    }

    private void Differentiate(TokenRows<T> views, Span<T> d, Span<T> f, TokenRows<T> tokens, int t)
    {
        ReadOnlySpan<T> key = Key(views.Keys, t), gain = Key(_gains, t), error = Row(_errors, t), output = Row(tokens.Outputs, t);
        T step = _steps[t], along = _along[t];
        Matrices.AddTransposedProduct(Key(views.Queries, t), _inputs, [T.One], output, d);
        RowProducts(Maps(t + 1), output, Key(tokens.Queries, t));

        RowProducts(d, error, _gainAdjoint);
        RowProducts(f, gain, _keyWork);
        TensorPrimitives.Add<T>(_gainAdjoint, _keyWork, _gainAdjoint);
        T stepAdjoint = Reductions.Dot(gain, _gainAdjoint);
        Matrices.TransposedProduct(f, gain[.._inputs], _keyWork);
        TensorPrimitives.Add<T>(_gainAdjoint, _keyWork, _gainAdjoint);
        TensorPrimitives.Multiply(_gainAdjoint, step, _gainAdjoint);

        var value = Row(tokens.Values, t);
        Matrices.TransposedProduct(d, gain[.._inputs], value);
        TensorPrimitives.Multiply(value, step, value);
        Matrices.AddTransposedProduct(key, _inputs, [-T.One], value, d);
        var keyAdjoint = Key(tokens.Keys, t);
        RowProducts(Maps(t), value, keyAdjoint);
        TensorPrimitives.Negate<T>(keyAdjoint, keyAdjoint);

        T shrink = T.One / (T.One + (views.Rates[t] * along));
        tokens.Rates[t] = stepAdjoint * shrink * shrink;
        T alongAdjoint = along > T.Zero ? -(step * step * stepAdjoint) : T.Zero;
        SpanSums.AddScaled(key, alongAdjoint, _gainAdjoint);
        SpanSums.AddScaled(gain, alongAdjoint, keyAdjoint);

        TensorPrimitives.Add<T>(keyAdjoint, _gainAdjoint, keyAdjoint);
        RowProducts(Seen(t), _gainAdjoint, _keyWork);
        TensorPrimitives.Subtract<T>(keyAdjoint, _keyWork, keyAdjoint);
        Matrices.AddTransposedProduct(_gainAdjoint, _inputs, [-T.One], key, f);
    }

    /// <summary>products = A x: the scalar product of each row of A with x.</summary>
    private void RowProducts(ReadOnlySpan<T> matrix, ReadOnlySpan<T> x, Span<T> products) =>
        Matrices.ProductTransposed(x, matrix, x.Length, products, _inputs);
}
