using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <content>
/// Reverse mode, token by token backwards. With p = k̂ W (0 where nothing is corrected), c = s (v − α p), W′ = α W + k̂ᵀ c and o = q W′, and D = ∂L/∂W′:
/// <code>
/// D += qᵀ ∂o      ∂q = ∂o W′ᵀ      ∂c = k̂ D      ∂k̂ = D cᵀ      ∂α = ⟨D, W⟩ − s ∂c·p      ∂s = ∂c·(v − α p)      ∂v = s ∂c
/// ∂p = −s α ∂c      ∂W = α D + k̂ᵀ ∂p      ∂k̂ += W ∂pᵀ
/// </code>
/// </content>
internal sealed partial class DeltaMemory<T>
{
    private readonly T[] _keyAdjoint;
    private readonly T[] _keyWork;
    private readonly T[] _outputAdjoint;
    private readonly T[] _look;

    /// <inheritdoc/>
    public void Differentiate(
        in InnerWeights<T> weights, TokenRows<T> views, ReadOnlySpan<T> rows, bool commits, in InnerAdjoints<T> adjoints, TokenRows<T> tokens)
    {
        for (int t = rows.Length - 1; t >= 0; t--)
        {
            Differentiate(views, adjoints.Weights, tokens, t);
        }
    }

    private void Differentiate(TokenRows<T> views, Span<T> d, TokenRows<T> tokens, int t)
    {
        ReadOnlySpan<T> before = State(t), key = Key(_keys, t), output = Row(tokens.Outputs, t);
        T step = _steps[t], retention = Retention(views, t);
        Matrices.AddTransposedProduct(Key(views.Queries, t), _inputs, [T.One], output, d);
        VectorJacobianProduct(State(t + 1), output, Key(tokens.Queries, t));

        // ∂c, and with it ∂v, ∂s and ∂α.
        _delta.Forward(d, key, _outputAdjoint);
        if (Corrects)
        {
            _delta.Forward(before, key, _look);
        }
        else
        {
            _look.AsSpan().Clear();
        }

        T alongLook = Reductions.Dot<T>(_outputAdjoint, _look);
        T stepAdjoint = Reductions.Dot<T>(_outputAdjoint, Row(views.Values, t)) - (retention * alongLook);
        tokens.Retentions[t] = Reductions.Dot(d, before) - (step * alongLook);
        TensorPrimitives.Multiply(_outputAdjoint, step, Row(tokens.Values, t));

        // c = s (v − α p), by which k̂ enters once; p = k̂ W, by which it enters again.
        TensorPrimitives.FusedMultiplyAdd(_look, -retention, Row(views.Values, t), _look);
        TensorPrimitives.Multiply(_look, step, _look);
        VectorJacobianProduct(d, _look, _keyAdjoint);
        TensorPrimitives.Multiply(d, retention, d);
        if (Corrects)
        {
            TensorPrimitives.Multiply(_outputAdjoint, -(step * retention), _outputAdjoint);
            Matrices.AddTransposedProduct(key, _inputs, [T.One], _outputAdjoint, d);
            VectorJacobianProduct(before, _outputAdjoint, _keyWork);
            TensorPrimitives.Add<T>(_keyAdjoint, _keyWork, _keyAdjoint);
        }

        DifferentiateKey(views, tokens, t, stepAdjoint);
    }

    /// <summary>From k̂ and s to k and β: k̂ = m k with m = 1 / √(‖k‖² + ε), or s = β / (1 + β ‖k‖²).</summary>
    private void DifferentiateKey(TokenRows<T> views, TokenRows<T> tokens, int t, T stepAdjoint)
    {
        ReadOnlySpan<T> key = Key(_keys, t);
        var result = Key(tokens.Keys, t);
        _keyAdjoint.CopyTo(result);
        tokens.Rates[t] = stepAdjoint;
        if (Normalizes)
        {
            SpanSums.AddScaled(key, -Reductions.Dot(key, _keyAdjoint), result);
            TensorPrimitives.Multiply(result, _inverse[t], result);
        }
        else if (_rule == InnerRule.Implicit)
        {
            T shrink = T.One / (T.One + (views.Rates[t] * Reductions.SumOfSquares(key)));
            tokens.Rates[t] = stepAdjoint * shrink * shrink;
            SpanSums.AddScaled(key, -(T.One + T.One) * stepAdjoint * _steps[t] * _steps[t], result);
        }
    }

    /// <summary>inputs = W outputsᵀ.</summary>
    private void VectorJacobianProduct(ReadOnlySpan<T> weights, ReadOnlySpan<T> outputs, Span<T> inputs) =>
        Matrices.ProductTransposed(outputs, weights, outputs.Length, inputs, _inputs);
}
