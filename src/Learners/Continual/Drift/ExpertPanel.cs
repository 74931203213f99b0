using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// Several experts, each by itself and all of them multiplied (<see cref="ExpertStack"/>), in a <see cref="ShareMixture"/>: the probabilities of the panel are
/// never much worse than those of whichever is best, on any stretch of rows.
/// </summary>
internal sealed class ExpertPanel
{
    /// <summary>Share of the probability that every expert leaves to all classes alike.</summary>
    private const double Doubt = 1e-3;

    private readonly ExpertStack _stack;
    private readonly ShareMixture _mixture;
    private readonly int _experts;
    private readonly int _classes;
    private readonly double[] _probabilities;
    private readonly double[] _logarithms;

    /// <summary>Adds the fields.</summary>
    public ExpertPanel(string name, int experts, StreamShape shape)
    {
        (_experts, _classes) = (experts, shape.Classes);
        (_stack, _mixture) = (new(name + ".stack", experts, shape), new(name + ".mixture", experts + 1, shape));
        (_probabilities, _logarithms) = (new double[(experts + 1) * _classes], new double[experts * _classes]);
    }

    /// <summary>Weights of the experts, and last that of all of them multiplied.</summary>
    public ReadOnlySpan<double> Weights(LearnerMemory memory) => _mixture.Weights(memory);

    /// <summary>Begins with the first expert in front.</summary>
    public void Begin(LearnerMemory memory)
    {
        _stack.Begin(memory);
        _mixture.Begin(memory);
    }

    /// <summary>Where an expert says what it says of a row: the probability of each class, or 0 everywhere.</summary>
    public Span<double> Of(int expert) => _probabilities.AsSpan(expert * _classes, _classes);

    /// <summary>What the panel says of the row. Writes no memory.</summary>
    public void Predict(LearnerMemory memory, Span<double> probabilities)
    {
        for (int k = 0; k < _experts; k++)
        {
            Temper(Of(k), _logarithms.AsSpan(k * _classes, _classes));
        }

        _stack.Predict(memory, _logarithms, Of(_experts));
        _mixture.Predict(memory, _probabilities, probabilities);
    }

    /// <summary>Learns who was right on the row predicted last.</summary>
    public void Learn(LearnerMemory memory, int label, double weight)
    {
        _mixture.Learn(memory, _probabilities, _classes, label, Math.Min(weight, 1));
        _stack.Learn(memory, _logarithms, Of(_experts), label, Math.Min(weight, 1));
    }

    /// <summary>Leaves every class some probability, those too that an expert knows nothing of, and takes the logarithm.</summary>
    private void Temper(Span<double> probabilities, Span<double> logarithms)
    {
        double sum = 0;
        foreach (double probability in probabilities)
        {
            sum += probability;
        }

        for (int c = 0; c < probabilities.Length; c++)
        {
            probabilities[c] = sum > 0 ? ((1 - Doubt) * probabilities[c] / sum) + (Doubt / _classes) : 1.0 / _classes;
            logarithms[c] = Elementary.Log(probabilities[c]);
        }
    }
}
