using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruRegression;

/// <summary>The weights of rows relative to their running mean: a factor that all weights have says nothing.</summary>
/// <remarks>A weight counts in the mean as no more than ten times the mean, so that a single giant does not make nothing of all others.</remarks>
internal sealed class RelativeWeights
{
    private const double Largest = 10;

    private static readonly double Slowest = HalfLife.Rate(10_000);

    private readonly Field _field;

    /// <summary>Adds the field to <paramref name="state"/>.</summary>
    public RelativeWeights(Layout state) => _field = state.AddStruct<Mean, double>("weight.mean");

    /// <summary>Begins with the mean of rows; those whose weight is not finite or not above 0 are left out.</summary>
    public void Fit<T>(LearnerMemory memory, TrainingRows<T> rows)
        where T : unmanaged
    {
        for (int row = 0; row < rows.Count; row++)
        {
            double weight = rows.Context(row).Weight;
            if (weight > 0 && double.IsFinite(weight))
            {
                memory.State.Ref<Mean>(_field).Update(weight);
            }
        }
    }

    /// <summary>Takes a weight in, finite and above 0.</summary>
    /// <returns>The weight relative to the mean.</returns>
    public double Relative(LearnerMemory memory, double weight)
    {
        ref var mean = ref memory.State.Ref<Mean>(_field);
        mean.Update(weight);
        return weight / mean.Value;
    }

    private struct Mean
    {
        public double Value;
        public double Count;

        public void Update(double weight)
        {
            double bounded = Count > 0 ? Math.Min(weight, Largest * Value) : weight;
            Value += RunningMean.Rate(++Count, Slowest, 0) * (bounded - Value);
        }
    }
}
