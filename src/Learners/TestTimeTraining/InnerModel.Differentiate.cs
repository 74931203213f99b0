using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.TestTimeTraining;

internal sealed partial class InnerModel<T>
{
    private readonly FastLayerAdjoint<T> _lastAdjoint;
    private readonly FastLayerAdjoint<T> _firstAdjoint;
    private readonly T[] _back;
    private readonly T[] _ones;
    private readonly T[] _work;

    /// <inheritdoc/>
    public void Differentiate(
        in InnerWeights<T> weights, TokenRows<T> views, ReadOnlySpan<T> rows, bool commits, in InnerAdjoints<T> adjoints, TokenRows<T> tokens)
    {
        int count = rows.Length;
        ReadOnlySpan<T> rates = _steps.AsSpan(0, count);
        ReadOnlySpan<T> first = weights.Committed[.._first.Length], last = weights.Committed[Split..];
        var lastAdjoint = adjoints.Weights[Split..];
        var rateAdjoint = tokens.Rates.AsSpan(0, count);
        rateAdjoint.Clear();
        for (int i = 0; i < count; i++)
        {
            DifferentiateOutput(weights, adjoints, tokens, i);
        }

        _last.Differentiate(last, rates, rows, commits, _lastAdjoint, lastAdjoint, rateAdjoint, adjoints.Rows);
        if (_hidden is not null)
        {
            DifferentiateHidden(_hidden, weights, rates, rows, commits, adjoints, rateAdjoint);
        }

        if (_shape.BoundsSteps)
        {
            DifferentiateSteps(weights, views, adjoints, rateAdjoint);
        }

        for (int i = 0; i < count; i++)
        {
            DifferentiateLossGradient(weights, adjoints, tokens, i);
        }

        _last.DifferentiateKeys(last, count, _lastAdjoint, lastAdjoint);
        if (_hidden is not null)
        {
            DifferentiateActivation(_hidden, first, count, adjoints.Weights[..Split]);
        }

        for (int i = 0; i < count; i++)
        {
            DifferentiateViews(tokens, i);
        }
    }

    private void DifferentiateOutput(in InnerWeights<T> weights, in InnerAdjoints<T> adjoints, TokenRows<T> tokens, int i)
    {
        Span<T> output = Row(tokens.Outputs, i), o = Row(_lastAdjoint.O, i);
        if (!_shape.Normalizes)
        {
            output.CopyTo(o);
            return;
        }

        SpanSums.AddProduct<T>(output, Row(_outputNormal, i), adjoints.Scale);
        TensorPrimitives.Add(adjoints.Offset, output, adjoints.Offset);
        TensorPrimitives.Multiply(output, weights.Scale, o);
        Normalization.VectorJacobianProduct(Row(_outputNormal, i), _outputInverse[i], _shape.Size, o);
    }

    /// <summary>From the perceptron's output layer to its hidden one: the queries' activations, and the gradient G₁ = (G₂ W₂ᵀ) ∘ gelu′(Z₁).</summary>
    private void DifferentiateHidden(
        FastLayer<T> hidden,
        in InnerWeights<T> weights,
        ReadOnlySpan<T> rates,
        ReadOnlySpan<T> rows,
        bool commits,
        in InnerAdjoints<T> adjoints,
        Span<T> rateAdjoint)
    {
        int count = rows.Length, units = _shape.LastInputs, length = count * hidden.Columns;
        Span<T> o = _firstAdjoint.O.AsSpan(0, length), g = _firstAdjoint.G.AsSpan(0, length), z = _firstAdjoint.Z.AsSpan(0, length);
        CopyUnits(_lastAdjoint.Q, o, hidden, count);
        Gelu.Slope(hidden.O.AsSpan(0, length), _queryGate.AsSpan(0, length), o);
        hidden.Differentiate(weights.Committed[..Split], rates, rows, commits, _firstAdjoint, adjoints.Weights[..Split], rateAdjoint, adjoints.Rows);

        CopyUnits(_back, z, hidden, count);
        TensorPrimitives.Multiply(z, g, z);
        Gelu.Curvature(hidden.Z.AsSpan(0, length), _keyGate.AsSpan(0, length), z);
        Gelu.Slope(hidden.Z.AsSpan(0, length), _keyGate.AsSpan(0, length), g);

        int output = count * _last.Columns, inner = units * _last.Columns;
        Span<T> sum = _lastAdjoint.Z.AsSpan(0, output), total = _lastAdjoint.G.AsSpan(0, output);
        Matrices.Product<T>(g, hidden.Columns, units, weights.Committed.Slice(Split, inner), sum);
        TensorPrimitives.Add(total, sum, total);
        Matrices.AddTransposedProduct<T>(g, hidden.Columns, _ones.AsSpan(0, count), _last.G.AsSpan(0, output), adjoints.Weights.Slice(Split, inner));
    }

    /// <summary>Turns the adjoint of the gradient into that of the keys' outputs, and writes the target's where the values' goes.</summary>
    private void DifferentiateLossGradient(in InnerWeights<T> weights, in InnerAdjoints<T> adjoints, TokenRows<T> tokens, int i)
    {
        Span<T> z = Row(_lastAdjoint.Z, i), target = Row(tokens.Values, i);
        Row(_lastAdjoint.G, i).CopyTo(z);
        if (_shape.Normalizes)
        {
            Normalization.LossGradientVectorJacobianProduct(
                Row(_normal, i), _inverse[i], _shape.Size, weights.Scale, Row(_error, i), Row(_last.G, i), z, _work, adjoints.Scale, adjoints.Offset, target);
        }
        else
        {
            TensorPrimitives.Negate(z, target);
        }
    }

    private void DifferentiateActivation(FastLayer<T> hidden, ReadOnlySpan<T> first, int count, Span<T> weightAdjoint)
    {
        int length = count * hidden.Columns;
        Span<T> o = _firstAdjoint.O.AsSpan(0, length), z = _firstAdjoint.Z.AsSpan(0, length);
        CopyUnits(_lastAdjoint.X, o, hidden, count);
        Gelu.Slope(hidden.Z.AsSpan(0, length), _keyGate.AsSpan(0, length), o);
        TensorPrimitives.Add(z, o, z);
        hidden.DifferentiateKeys(first, count, _firstAdjoint, weightAdjoint);
    }

    private void DifferentiateViews(TokenRows<T> tokens, int i)
    {
        Span<T> query = tokens.Queries.AsSpan(i * tokens.Stride, _shape.Size), key = tokens.Keys.AsSpan(i * tokens.Stride, _shape.Size);
        _firstAdjoint.Q.AsSpan(i * _first.Stride, _shape.Size).CopyTo(query);
        _firstAdjoint.X.AsSpan(i * _first.Stride, _shape.Size).CopyTo(key);
        if (_shape.HasResidual)
        {
            TensorPrimitives.Add(query, Row(tokens.Outputs, i)[.._shape.Size], query);
            TensorPrimitives.Subtract(key, Row(tokens.Values, i)[.._shape.Size], key);
        }
    }

    private void CopyUnits(T[] source, Span<T> destination, FastLayer<T> hidden, int count)
    {
        for (int i = 0; i < count; i++)
        {
            source.AsSpan(i * _last.Stride, _shape.LastInputs).CopyTo(destination[(i * hidden.Columns)..]);
        }
    }
}
