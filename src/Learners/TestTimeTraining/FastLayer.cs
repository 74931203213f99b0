using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// One affine map of an inner model over the n tokens of a chunk, which lies within one mini-batch. W has the bias as its last row, and every input a one as
/// its last element. With X the keys' inputs, Q the queries' inputs, G the gradient of the inner losses by Z, P the gradients gathered before the chunk, and
/// E_ik = tok_i lr_k for k ≤ i, else 0:
/// <code>
/// Z = X W      O = Q W − tok ∘ (Q P) − S G      S = E ∘ (Q Xᵀ)
/// </code>
/// (Y. Sun et al., "Learning to (learn at test time)", ICML 2025: the dual form; with one token, the primal form.)
/// </summary>
internal sealed class FastLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _inputs;
    private readonly int _pairStride;
    private readonly T[] _pairs;
    private readonly T[] _s;
    private readonly T[] _product;
    private readonly T[] _ones;
    private readonly T[] _minusOnes;

    /// <summary>Makes room for a map over <paramref name="batchSize"/> tokens.</summary>
    public FastLayer(int inputs, int outputs, int batchSize, bool hasBias)
    {
        _inputs = inputs;
        Stride = Tile.Pad(inputs + 1);
        Columns = Tile.Pad(outputs);
        _pairStride = Tile.Pad(batchSize);
        X = new T[batchSize * Stride];
        Q = new T[batchSize * Stride];
        Z = new T[batchSize * Columns];
        G = new T[batchSize * Columns];
        O = new T[batchSize * Columns];
        _product = new T[batchSize * Columns];
        _pairs = new T[batchSize * _pairStride];
        _s = new T[batchSize * _pairStride];
        _ones = new T[batchSize];
        _minusOnes = new T[batchSize];
        _ones.AsSpan().Fill(T.One);
        _minusOnes.AsSpan().Fill(-T.One);
        for (int i = 0; hasBias && i < batchSize; i++)
        {
            X[(i * Stride) + inputs] = Q[(i * Stride) + inputs] = T.One;
        }
    }

    /// <summary>Inputs of the map, without the one.</summary>
    public int Inputs => _inputs;

    /// <summary>Elements of W.</summary>
    public int Length => (_inputs + 1) * Columns;

    /// <summary>Elements from one token to the next in <see cref="X"/> and <see cref="Q"/>.</summary>
    public int Stride { get; }

    /// <summary>Elements from one token to the next in <see cref="Z"/>, <see cref="G"/> and <see cref="O"/>.</summary>
    public int Columns { get; }

    /// <summary>The keys' inputs.</summary>
    public T[] X { get; }

    /// <summary>The queries' inputs.</summary>
    public T[] Q { get; }

    /// <summary>The keys' outputs.</summary>
    public T[] Z { get; }

    /// <summary>The gradient of the inner losses by <see cref="Z"/>.</summary>
    public T[] G { get; }

    /// <summary>The queries' outputs.</summary>
    public T[] O { get; }

    /// <summary>Writes inputs of tokens that lie <paramref name="sourceStride"/> elements apart.</summary>
    public void Load(ReadOnlySpan<T> source, int sourceStride, int count, Span<T> inputs)
    {
        for (int i = 0; i < count; i++)
        {
            source.Slice(i * sourceStride, _inputs).CopyTo(inputs[(i * Stride)..]);
        }
    }

    /// <summary>Z.</summary>
    public void MapKeys(ReadOnlySpan<T> weights, int count) => Matrices.Product(X, Stride, _inputs + 1, weights, Z.AsSpan(0, count * Columns));

    /// <summary>O.</summary>
    /// <param name="weights">W at the start of the mini-batch.</param>
    /// <param name="pending">P; empty where nothing is pending.</param>
    /// <param name="rates">lr of the chunk's tokens.</param>
    /// <param name="rows">tok of the chunk's tokens.</param>
    public void MapQueries(ReadOnlySpan<T> weights, ReadOnlySpan<T> pending, ReadOnlySpan<T> rates, ReadOnlySpan<T> rows)
    {
        int count = rows.Length;
        Span<T> outputs = O.AsSpan(0, count * Columns), product = _product.AsSpan(0, count * Columns);
        Matrices.Product(Q, Stride, _inputs + 1, weights, outputs);
        if (!pending.IsEmpty)
        {
            Matrices.Product(Q, Stride, _inputs + 1, pending, product);
            for (int i = 0; i < count; i++)
            {
                SpanSums.AddScaled(product.Slice(i * Columns, Columns), -rows[i], outputs.Slice(i * Columns, Columns));
            }
        }

        Matrices.ProductTransposed(Q.AsSpan(0, count * Stride), X.AsSpan(0, count * Stride), Stride, _pairs, _pairStride);
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < count; k++)
            {
                _s[(i * _pairStride) + k] = k <= i ? rows[i] * rates[k] * _pairs[(i * _pairStride) + k] : T.Zero;
            }
        }

        Matrices.Product(_s, _pairStride, count, G.AsSpan(0, count * Columns), product);
        TensorPrimitives.Subtract(outputs, product, outputs);
    }

    /// <summary>P += Xᵀ diag(lr) G.</summary>
    public void AddGradient(ReadOnlySpan<T> rates, Span<T> pending) =>
        Matrices.AddTransposedProduct(X, Stride, rates, G.AsSpan(0, rates.Length * Columns), pending);

    /// <summary>inputs = outputs Wᵀ, without the bias.</summary>
    public void VectorJacobianProduct(ReadOnlySpan<T> outputs, ReadOnlySpan<T> weights, Span<T> inputs)
    {
        Matrices.ProductTransposed(outputs, weights, Columns, inputs, Stride);
        for (int i = 0; i < outputs.Length / Columns; i++)
        {
            inputs[(i * Stride) + _inputs] = T.Zero;
        }
    }

    /// <summary>Reverse mode of the queries' outputs and of the weights that the chunk leaves, W − tok_last Xᵀ diag(lr) G where it ends a mini-batch.</summary>
    /// <param name="weights">W.</param>
    /// <param name="rates">lr.</param>
    /// <param name="rows">tok.</param>
    /// <param name="commits">Whether the chunk ends a mini-batch.</param>
    /// <param name="adjoint">Room, and where ∂O lies; it receives ∂Q, ∂X and ∂G.</param>
    /// <param name="weightAdjoint">That of the weights left; receives what goes to W by this path.</param>
    /// <param name="rateAdjoint">∂lr is added.</param>
    /// <param name="rowAdjoint">∂tok is added.</param>
    public void Differentiate(
        ReadOnlySpan<T> weights,
        ReadOnlySpan<T> rates,
        ReadOnlySpan<T> rows,
        bool commits,
        FastLayerAdjoint<T> adjoint,
        Span<T> weightAdjoint,
        Span<T> rateAdjoint,
        Span<T> rowAdjoint)
    {
        int count = rows.Length;
        var product = _product.AsSpan(0, count * Columns);
        Span<T> o = adjoint.O.AsSpan(0, count * Columns), g = adjoint.G.AsSpan(0, count * Columns);
        Span<T> x = adjoint.X.AsSpan(0, count * Stride), q = adjoint.Q.AsSpan(0, count * Stride);

        g.Clear();
        Matrices.AddTransposedProduct<T>(_s, _pairStride, _minusOnes.AsSpan(0, count), o, g);
        VectorJacobianProduct(o, weights, q);
        x.Clear();
        if (commits)
        {
            // The weights left take e_k = tok_last lr_k of each token's gradient.
            T last = rows[^1];
            Matrices.Product(X, Stride, _inputs + 1, weightAdjoint, product);
            VectorJacobianProduct(G.AsSpan(0, count * Columns), weightAdjoint, x);
            for (int k = 0; k < count; k++)
            {
                T e = last * rates[k];
                var path = product.Slice(k * Columns, Columns);
                T slope = -Reductions.Dot<T>(path, G.AsSpan(k * Columns, Columns));
                rateAdjoint[k] += last * slope;
                rowAdjoint[^1] += rates[k] * slope;
                SpanSums.AddScaled(path, -e, g.Slice(k * Columns, Columns));
                TensorPrimitives.Multiply(x.Slice(k * Stride, Stride), -e, x.Slice(k * Stride, Stride));
            }
        }

        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k <= i; k++)
            {
                T s = -Reductions.Dot<T>(o.Slice(i * Columns, Columns), G.AsSpan(k * Columns, Columns));
                T pair = s * _pairs[(i * _pairStride) + k];
                rateAdjoint[k] += rows[i] * pair;
                rowAdjoint[i] += rates[k] * pair;
                T both = s * rows[i] * rates[k];
                SpanSums.AddScaled(X.AsSpan(k * Stride, _inputs), both, q.Slice(i * Stride, _inputs));
                SpanSums.AddScaled(Q.AsSpan(i * Stride, _inputs), both, x.Slice(k * Stride, _inputs));
            }
        }

        Matrices.AddTransposedProduct<T>(Q, Stride, _ones.AsSpan(0, count), o, weightAdjoint);
    }

    /// <summary>Reverse mode of Z: adds to ∂X and to the weights.</summary>
    /// <param name="weights">W.</param>
    /// <param name="count">n.</param>
    /// <param name="adjoint">Where ∂Z lies; ∂X is added.</param>
    /// <param name="weightAdjoint">Added to.</param>
    public void DifferentiateKeys(ReadOnlySpan<T> weights, int count, FastLayerAdjoint<T> adjoint, Span<T> weightAdjoint)
    {
        var z = adjoint.Z.AsSpan(0, count * Columns);
        var work = adjoint.Work.AsSpan(0, count * Stride);
        VectorJacobianProduct(z, weights, work);
        var x = adjoint.X.AsSpan(0, count * Stride);
        TensorPrimitives.Add(x, work, x);
        Matrices.AddTransposedProduct<T>(X, Stride, _ones.AsSpan(0, count), z, weightAdjoint);
    }
}
