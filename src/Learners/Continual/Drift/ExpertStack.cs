using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// Multiplies what experts say, each to a power that is learnt: two that know different things are better together than either, and one that is too sure of
/// itself is brought to what it is worth.
/// <code>
/// P(c) ∝ Π p_k(c)^a_k      g_k = Σ_c (P(c) − 1[c = y]) ln p_k(c)      v ← v + g²      a ← max(0, a − η g / √v)
/// </code>
/// </summary>
/// <remarks>The loss is convex in a (product of experts: G. Hinton, Neural Computation 14, 2002; AdaGrad: J. Duchi, E. Hazan and Y. Singer, JMLR 12,
/// 2011).</remarks>
internal sealed class ExpertStack
{
    private const double Rate = 0.1, Initial = 1e-2;

    private readonly Field _powers;
    private readonly Field _squares;
    private readonly int _experts;
    private readonly double[] _logits;

    /// <summary>Adds the fields.</summary>
    public ExpertStack(string name, int experts, StreamShape shape)
    {
        _experts = experts;
        _powers = shape.State.Add<double>(name + ".powers", experts);
        _squares = shape.State.Add<double>(name + ".squares", experts);
        _logits = new double[shape.Classes];
    }

    /// <summary>Begins with the first expert alone.</summary>
    public void Begin(LearnerMemory memory)
    {
        Powers(memory).Clear();
        Powers(memory)[0] = 1;
        memory.State.View<double>(_squares).Fill(Initial);
    }

    /// <summary>P; the logarithms of the experts' probabilities are [experts, classes]. Writes no memory.</summary>
    public void Predict(LearnerMemory memory, ReadOnlySpan<double> logarithms, Span<double> probabilities)
    {
        _logits.AsSpan().Clear();
        for (int k = 0; k < _experts; k++)
        {
            double power = Powers(memory)[k];
            for (int c = 0; c < _logits.Length; c++)
            {
                _logits[c] += power * logarithms[(k * _logits.Length) + c];
            }
        }

        Softmax.Apply<double>(_logits, probabilities);
    }

    /// <summary>Learns the row whose P was predicted last.</summary>
    public void Learn(LearnerMemory memory, ReadOnlySpan<double> logarithms, ReadOnlySpan<double> probabilities, int label, double weight)
    {
        Span<double> powers = Powers(memory), squares = memory.State.View<double>(_squares);
        for (int k = 0; k < _experts; k++)
        {
            var own = logarithms.Slice(k * _logits.Length, _logits.Length);
            double mean = 0;
            for (int c = 0; c < own.Length; c++)
            {
                mean += probabilities[c] * own[c];
            }

            double gradient = weight * (mean - own[label]);
            squares[k] += gradient * gradient;
            powers[k] = Math.Max(0, powers[k] - (Rate * gradient / Math.Sqrt(squares[k])));
        }
    }

    private Span<double> Powers(LearnerMemory memory) => memory.State.View<double>(_powers);
}
