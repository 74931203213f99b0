using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// The attention gate of an adapter: s = σ(Σ_k sim_k Σ_j W_kj) over components (K_k, A_k, W_k), of which each task appends some; those of earlier tasks are
/// frozen (H. Liao et al., "DATA: decomposed attention-based task adaptation", 2025, and its published code).
/// </summary>
internal sealed class AttentionGate
{
    private const double Smallest = 1e-12;

    private readonly AttentionSimilarity _kind;
    private readonly int _size;
    private readonly int _length;
    private readonly double[] _product;
    private readonly double[] _direction;
    private readonly double[] _similarity;

    /// <summary>Adds K, A and W.</summary>
    /// <param name="parameters">The machine's parameters.</param>
    /// <param name="name">Begins their names.</param>
    /// <param name="kind">How alike input and component are.</param>
    /// <param name="size">Elements of an input.</param>
    /// <param name="count">Components.</param>
    public AttentionGate(ParameterLayout<double> parameters, string name, AttentionSimilarity kind, int size, int count)
    {
        (_kind, _size, _length, Count) = (kind, size, Tile.Pad(size), count);
        Keys = parameters.Add(name + ".K", 1, false, count, _length);
        Attention = parameters.Add(name + ".A", 1, false, count, _length);
        Values = parameters.Add(name + ".W", 1, false, count, _length);
        (_product, _direction, _similarity) = (new double[_length], new double[_length], new double[count]);
    }

    /// <summary>Components.</summary>
    public int Count { get; }

    /// <summary>K.</summary>
    public Field Keys { get; }

    /// <summary>A.</summary>
    public Field Attention { get; }

    /// <summary>W.</summary>
    public Field Values { get; }

    /// <summary>s.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="input">x, padded.</param>
    /// <param name="used">Components that count: those of the first tasks.</param>
    public double Open(LearnerMemory memory, ReadOnlySpan<double> input, int used)
    {
        Compare(memory, input, used);
        double raw = 0;
        for (int k = 0; k < used; k++)
        {
            raw += _similarity[k] * Reductions.Sum<double>(Row(memory.Parameters, Values, k));
        }

        return 1 / (1 + Elementary.Exp(-raw));
    }

    /// <summary>sim of the components used, after <see cref="Open"/>.</summary>
    public ReadOnlySpan<double> Similarity => _similarity;

    /// <summary>Adds the gradient of the components that are not frozen, after <see cref="Open"/> of the same input.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="input">x, padded.</param>
    /// <param name="used">Components that count.</param>
    /// <param name="frozen">How many of them are constants.</param>
    /// <param name="rawGradient">∂L/∂raw = ∂L/∂s · s (1 − s).</param>
    public void Differentiate(LearnerMemory memory, ReadOnlySpan<double> input, int used, int frozen, double rawGradient)
    {
        for (int k = frozen; k < used; k++)
        {
            var values = Row(memory.Gradients, Values, k)[.._size];
            TensorPrimitives.Add(values, rawGradient * _similarity[k], values);
        }

        if (_kind == AttentionSimilarity.Cosine)
        {
            DifferentiateCosine(memory, input, used, frozen, rawGradient);
        }
        else
        {
            DifferentiateOfficial(memory, input, used, frozen, rawGradient);
        }
    }

    private void Compare(LearnerMemory memory, ReadOnlySpan<double> input, int used)
    {
        double squares = 0;
        for (int k = 0; k < used; k++)
        {
            ReadOnlySpan<double> key = Row(memory.Parameters, Keys, k), attention = Row(memory.Parameters, Attention, k);
            if (_kind == AttentionSimilarity.Cosine)
            {
                TensorPrimitives.Multiply(input, attention, _product);
                _similarity[k] = Reductions.Dot<double>(_product, key) / (Norm(_product) * Norm(key));
            }
            else
            {
                double a = Reductions.Dot(attention, input);
                squares += a * a;
                _similarity[k] = a * KeySum(key);
            }
        }

        if (_kind == AttentionSimilarity.Official)
        {
            double scale = 1 / Math.Max(Math.Sqrt(squares), Smallest);
            TensorPrimitives.Multiply(_similarity.AsSpan(0, used), scale, _similarity.AsSpan(0, used));
        }
    }

    private void DifferentiateCosine(LearnerMemory memory, ReadOnlySpan<double> input, int used, int frozen, double rawGradient)
    {
        for (int k = frozen; k < used; k++)
        {
            ReadOnlySpan<double> key = Row(memory.Parameters, Keys, k);
            TensorPrimitives.Multiply(input, Row(memory.Parameters, Attention, k), _product);
            double g = rawGradient * Reductions.Sum<double>(Row(memory.Parameters, Values, k));
            double sim = _similarity[k], length = Norm(_product), keyLength = Norm(key);

            // ∂cos(u, K)/∂K = (û − cos K̂) / |K|, and the same with u and K exchanged.
            Span<double> keys = Row(memory.Gradients, Keys, k), attention = Row(memory.Gradients, Attention, k);
            SpanSums.AddScaled(_product, g / (length * keyLength), keys);
            SpanSums.AddScaled(key, -g * sim / (keyLength * keyLength), keys);
            TensorPrimitives.Multiply(key, g / (length * keyLength), _direction);
            SpanSums.AddScaled(_product, -g * sim / (length * length), _direction);
            SpanSums.AddProduct(_direction, input, attention);
        }
    }

    private void DifferentiateOfficial(LearnerMemory memory, ReadOnlySpan<double> input, int used, int frozen, double rawGradient)
    {
        double squares = 0, along = 0;
        for (int k = 0; k < used; k++)
        {
            double a = Reductions.Dot(Row(memory.Parameters, Attention, k), input);
            squares += a * a;
            along += a * rawGradient * Reductions.Sum<double>(Row(memory.Parameters, Values, k)) * KeySum(Row(memory.Parameters, Keys, k));
        }

        double length = Math.Max(Math.Sqrt(squares), Smallest);
        for (int k = frozen; k < used; k++)
        {
            ReadOnlySpan<double> key = Row(memory.Parameters, Keys, k);
            double a = Reductions.Dot(Row(memory.Parameters, Attention, k), input), g = rawGradient * Reductions.Sum<double>(Row(memory.Parameters, Values, k));
            double sum = KeySum(key), keyLength = Norm(key), share = g * a / (length * Math.Sqrt(_size) * keyLength);
            SpanSums.AddScaled(input, ((g * sum) - (a * along / (length * length))) / length, Row(memory.Gradients, Attention, k));

            // Σ_j K_j / |K| by K is (1 − K̂ Σ_j K̂_j) / |K|.
            var keys = Row(memory.Gradients, Keys, k);
            TensorPrimitives.Add(keys[.._size], share, keys[.._size]);
            SpanSums.AddScaled(key, -share * sum * Math.Sqrt(_size) / keyLength, keys);
        }
    }

    /// <summary>Σ_j K_j / (|K| √d).</summary>
    private double KeySum(ReadOnlySpan<double> key) => Reductions.Sum(key) / (Norm(key) * Math.Sqrt(_size));

    private Span<double> Row(FlatBuffer buffer, Field field, int component) => buffer.View<double>(field).Slice(component * _length, _length);

    private static double Norm(ReadOnlySpan<double> values) => Math.Max(Reductions.Norm(values), Smallest);
}
