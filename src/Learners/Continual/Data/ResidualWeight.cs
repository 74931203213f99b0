using System.Runtime.CompilerServices;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// How much the residual counts: the more, the more of the errors are the head's, on rows that neither had learnt.
/// <code>
/// gate = limit · (e + 1) / (e + e′ + 3)      e, e′: errors of the head and of the residual
/// </code>
/// The errors of both together are counted too, for gates from 0 to the limit: the gate in force is the nearest of those that err no more than chance
/// would have it above the best.
/// </summary>
internal sealed class ResidualWeight
{
    private readonly Field _errors;
    private readonly double _limit;
    private readonly bool _learns;

    /// <summary>Adds the field to the state.</summary>
    public ResidualWeight(Layout state, double limit, bool learns) =>
        (_errors, _limit, _learns) = (state.AddStruct<Errors, double>("gate.errors"), limit, learns);

    /// <summary>The gate in force.</summary>
    public double Value(LearnerMemory memory)
    {
        if (!_learns)
        {
            return _limit;
        }

        ref readonly var errors = ref memory.State.Ref<Errors>(_errors);
        double wanted = _limit * (errors.Head + 1) / (errors.Head + errors.Residual + 3), least = double.PositiveInfinity;
        foreach (double together in errors.Together)
        {
            least = Math.Min(least, together);
        }

        double tolerated = least + Math.Sqrt(least) + 0.5, low = double.PositiveInfinity, high = 0;
        for (int step = 0; step < Steps.Count; step++)
        {
            if (errors.Together[step] <= tolerated)
            {
                (low, high) = (Math.Min(low, Gate(step)), Math.Max(high, Gate(step)));
            }
        }

        return Math.Clamp(wanted, low, high);
    }

    /// <summary>Takes in what both said of a row that neither had learnt.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="head">The scores of the head.</param>
    /// <param name="residual">The probabilities of the residual.</param>
    /// <param name="label">The row's class.</param>
    /// <param name="weight">How much the row counts.</param>
    public void Count(LearnerMemory memory, ReadOnlySpan<double> head, ReadOnlySpan<double> residual, int label, double weight)
    {
        ref var errors = ref memory.State.Ref<Errors>(_errors);
        errors.Head += BestClass.Of(head) == label ? 0 : weight;
        errors.Residual += BestClass.Of(residual) == label ? 0 : weight;
        for (int step = 0; step < Steps.Count; step++)
        {
            errors.Together[step] += IsBest(head, residual, label, Gate(step)) ? 0 : weight;
        }
    }

    private static bool IsBest(ReadOnlySpan<double> head, ReadOnlySpan<double> residual, int label, double gate)
    {
        double own = head[label] + (gate * (residual[label] - head[label]));
        for (int c = 0; c < head.Length; c++)
        {
            if (c != label && !(head[c] + (gate * (residual[c] - head[c])) < own))
            {
                return false;
            }
        }

        return true;
    }

    private double Gate(int step) => _limit * step / (Steps.Count - 1);

    [InlineArray(Count)]
    private struct Steps
    {
        public const int Count = 8;

        private double _first;
    }

    private struct Errors
    {
        public double Head;
        public double Residual;
        public Steps Together;
    }
}
