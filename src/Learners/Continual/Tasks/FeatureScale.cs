using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// Shifts and scales inputs by the first task, and cuts back what lies far out. It never moves again: what was learnt in its units stays true.
/// </summary>
internal sealed class FeatureScale
{
    private readonly Field _mean;
    private readonly Field _inverse;
    private readonly Field _fitted;
    private readonly int _size;
    private readonly ContinualOptions _options;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    public FeatureScale(int size, ContinualOptions options, Layout state)
    {
        (_size, _options) = (size, options);
        _mean = state.Add<double>("features.mean", size);
        _inverse = state.Add<double>("features.inverse_deviation", size);
        _fitted = state.Add<long>("features.is_fitted", 1);
    }

    /// <summary>Sets the identity in a fresh memory.</summary>
    public void Initialize(LearnerMemory memory) => memory.State.View<double>(_inverse).Fill(1);

    /// <summary>Takes mean and deviation of the rows if none were taken before.</summary>
    public void FitOnce<T>(LearnerMemory memory, TrainingRows<T> rows, IReadOnlyList<int> usable)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref long fitted = ref memory.State.View<long>(_fitted)[0];
        if (fitted != 0 || !_options.Standardizes)
        {
            return;
        }

        fitted = 1;
        for (int i = 0; i < _size; i++)
        {
            double mean = 0, squares = 0, total = 0;
            foreach (int row in usable)
            {
                double value = double.CreateTruncating(rows.Input(row)[i]), weight = rows.Context(row).Weight, difference = value - mean;
                total += weight;
                mean += difference * (weight / total);
                squares += weight * difference * (value - mean);
            }

            double deviation = Math.Sqrt(squares / total);
            memory.State.View<double>(_mean)[i] = mean;
            memory.State.View<double>(_inverse)[i] = deviation > Math.Abs(mean) * 1e-12 && double.IsFinite(deviation) ? 1 / deviation : 1;
        }
    }

    /// <summary>An input in the learner's units; gives whether it is finite.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="input">The input.</param>
    /// <param name="scaled">Receives it in its first elements.</param>
    public bool Scale<T>(LearnerMemory memory, ReadOnlySpan<T> input, Span<double> scaled)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<double> mean = memory.State.View<double>(_mean), inverse = memory.State.View<double>(_inverse);
        bool finite = true;
        for (int i = 0; i < input.Length; i++)
        {
            finite &= T.IsFinite(input[i]);
            scaled[i] = Math.Clamp((double.CreateTruncating(input[i]) - mean[i]) * inverse[i], -_options.ClipAt, _options.ClipAt);
        }

        return finite;
    }
}
