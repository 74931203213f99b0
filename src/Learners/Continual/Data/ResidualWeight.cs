using System.Runtime.CompilerServices;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// How much the residual counts: the more, the more of the errors are the head's, on rows that neither had learnt.
/// <code>
/// weight = limit · (e + 1) / (e + e′ + 3)      e, e′: errors of the head and of the residual
/// </code>
/// The errors of both together are counted too, for weights from 0 to the limit: the weight in force is the nearest of those that err no more than chance
/// would have it above the best.
/// </summary>
internal sealed class ResidualWeight
{
    private readonly Field _errors;
    private readonly double _limit;
    private readonly bool _learns;

    /// <summary>Adds the field to the state.</summary>
    public ResidualWeight(Layout state, double limit, bool learns)
    {
        (_errors, _limit, _learns) = (state.AddStruct<Errors, double>("residual.errors"), limit, learns);
        state.RequireStructs<Errors>(_errors, static value => value.IsPossible, "errors that were counted");
    }

    /// <summary>The weight in force.</summary>
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
                (low, high) = (Math.Min(low, At(step)), Math.Max(high, At(step)));
            }
        }

        return Math.Clamp(wanted, low, high);
    }

    /// <summary>
    /// What a probability of 1 is worth in units of the head's scores: how far the score of a row's class lies above the others', in the mean over rows that
    /// the head had not learnt. Shares of few rows among many classes are shrunk, so that probabilities beside them would decide alone. 1 where the weight is
    /// fixed.
    /// </summary>
    public double Scale(LearnerMemory memory)
    {
        ref readonly var errors = ref memory.State.Ref<Errors>(_errors);
        return _learns ? Math.Clamp((errors.Lead + 1) / (errors.LeadRows + 1), 0, 1) : 1;
    }

    /// <summary>Takes in how far the head's scores of rows that it had not learnt lie above the others', beside what was counted before.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="keep">What of that still counts, below 1, since the scores of more classes are other scores.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="scores">Their scores, a row of classes each.</param>
    public void CountLead(LearnerMemory memory, double keep, ScaledTask rows, double[] scores)
    {
        ref var errors = ref memory.State.Ref<Errors>(_errors);
        (errors.Lead, errors.LeadRows) = (keep * errors.Lead, keep * errors.LeadRows);
        for (int row = 0; row < rows.Count; row++)
        {
            int classes = scores.Length / rows.Count;
            CountLead(memory, 1, scores.AsSpan(row * classes, classes), rows.Label(row), rows.Weight(row));
        }
    }

    /// <summary>The same for one row.</summary>
    public void CountLead(LearnerMemory memory, double keep, ReadOnlySpan<double> head, int label, double weight)
    {
        double others = -head[label];
        foreach (double score in head)
        {
            others += score;
        }

        ref var errors = ref memory.State.Ref<Errors>(_errors);
        errors.Lead = (keep * errors.Lead) + (weight * (head[label] - (others / Math.Max(1, head.Length - 1))));
        errors.LeadRows = (keep * errors.LeadRows) + weight;
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
            errors.Together[step] += IsBest(head, residual, label, At(step)) ? 0 : weight;
        }
    }

    private static bool IsBest(ReadOnlySpan<double> head, ReadOnlySpan<double> residual, int label, double share)
    {
        double own = head[label] + (share * (residual[label] - head[label]));
        for (int c = 0; c < head.Length; c++)
        {
            if (c != label && !(head[c] + (share * (residual[c] - head[c])) < own))
            {
                return false;
            }
        }

        return true;
    }

    private double At(int step) => _limit * step / (Steps.Count - 1);

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
        public double Lead;
        public double LeadRows;

        /// <summary>Whether all that is counted is.</summary>
        public readonly bool IsPossible
        {
            get
            {
                bool areCounts = FieldRules.IsWeight(Head) && FieldRules.IsWeight(Residual) && FieldRules.IsWeight(LeadRows);
                foreach (double together in Together)
                {
                    areCounts &= FieldRules.IsWeight(together);
                }

                return areCounts;
            }
        }
    }
}
