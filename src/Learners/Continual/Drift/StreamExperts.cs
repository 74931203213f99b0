using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// What a continual learner does about drift where it learns row by row: beside it stand experts that forget, each by itself and all together
/// (<see cref="ExpertStack"/>), and a <see cref="ShareMixture"/> follows whichever is best. Before the first row, and after every task, the learner speaks alone.
/// </summary>
internal sealed class StreamExperts
{
    /// <summary>Most inputs of the experts whose work grows with their square.</summary>
    private const int MostInputsOfLinear = 256;

    /// <summary>Share of the probability that every expert leaves to all classes alike.</summary>
    private const double Doubt = 1e-3;

    /// <summary>Weight of the learner before the first row.</summary>
    private const double FirstWeight = 0.5;

    private readonly StreamExpert[] _experts;
    private readonly ExpertStack _stack;
    private readonly ShareMixture _mixture;
    private readonly Field _begun;
    private readonly int _classes;
    private readonly double[] _probabilities;
    private readonly double[] _logarithms;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    public StreamExperts(ContinualLayout layout)
    {
        _classes = layout.Shape.ClassCount;
        _begun = layout.State.Add<long>("stream.has_begun", 1);
        List<StreamExpert> experts =
        [
            new LabelExpert("stream.repeat", 200, repeats: true, layout),
            new LabelExpert("stream.majority", 200, repeats: false, layout),
            new ForestExpert("stream.forest", layout.Shape.InputSize, _classes, layout.State),
        ];
        if (layout.Shape.InputSize <= MostInputsOfLinear)
        {
            experts.AddRange([new LinearExpert("stream.fast", 100, layout), new LinearExpert("stream.slow", 1000, layout)]);
        }

        _experts = [.. experts];
        (_stack, _mixture) = (new("stream.stack", Count - 1, layout), new("stream.mixture", Count, layout));
        (_probabilities, _logarithms) = (new double[Count * _classes], new double[(Count - 1) * _classes]);
    }

    /// <summary>The learner, the experts, and all of them multiplied.</summary>
    private int Count => _experts.Length + 2;

    /// <summary>Weights of the learner, the experts and the stack; all 0 before the first row.</summary>
    public ReadOnlySpan<double> Weights(LearnerMemory memory) => _mixture.Weights(memory);

    /// <summary>Gives way to the learner alone.</summary>
    public void End(LearnerMemory memory) => memory.State.View<long>(_begun)[0] = 0;

    /// <summary>Mixes the learner's probabilities with the experts', in place. Writes no memory.</summary>
    public void Mix(LearnerMemory memory, ReadOnlySpan<double> input, Span<double> probabilities)
    {
        if (HasBegun(memory))
        {
            Predict(memory, input, probabilities);
            _mixture.Predict(memory, _probabilities, probabilities);
        }
    }

    /// <summary>Learns the row that was predicted last.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="input">The row.</param>
    /// <param name="own">What the learner alone said of the row.</param>
    /// <param name="label">Its class.</param>
    /// <param name="weight">Its weight.</param>
    public void Learn(LearnerMemory memory, ReadOnlySpan<double> input, ReadOnlySpan<double> own, int label, double weight)
    {
        if (!HasBegun(memory))
        {
            Begin(memory);
            Predict(memory, input, own);
        }

        _mixture.Learn(memory, _probabilities, _classes, label, weight);
        _stack.Learn(memory, _logarithms, Of(Count - 1), label, Math.Min(weight, 1));
        foreach (var expert in _experts)
        {
            expert.Learn(memory, input, label, weight);
        }
    }

    private bool HasBegun(LearnerMemory memory) => memory.State.View<long>(_begun)[0] != 0;

    private void Begin(LearnerMemory memory)
    {
        memory.State.View<long>(_begun)[0] = 1;
        Array.ForEach(_experts, expert => expert.Begin(memory));
        _stack.Begin(memory);
        _mixture.Begin(memory, FirstWeight);
    }

    private void Predict(LearnerMemory memory, ReadOnlySpan<double> input, ReadOnlySpan<double> own)
    {
        own.CopyTo(Of(0));
        for (int k = 0; k < _experts.Length; k++)
        {
            _experts[k].Predict(memory, input, Of(k + 1));
        }

        for (int k = 0; k < Count - 1; k++)
        {
            Temper(Of(k), _logarithms.AsSpan(k * _classes, _classes));
        }

        _stack.Predict(memory, _logarithms, Of(Count - 1));
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

    private Span<double> Of(int expert) => _probabilities.AsSpan(expert * _classes, _classes);
}
