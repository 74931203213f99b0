using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>Running averages of what a net's rows show.</summary>
internal sealed class RecurrentMonitor<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Rate = 0.01;

    private static readonly T Limit = T.CreateTruncating(0.98);

    private readonly Field _averages;
    private readonly Field _counts;
    private readonly int _units;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    public RecurrentMonitor(Layout state, string prefix, int units)
    {
        _units = units;
        _averages = state.AddStruct<RowAverages, double>(prefix + "monitor.averages");
        _counts = state.AddCounts<RowCounts>(prefix + "monitor.counts");
    }

    /// <summary>Rows learnt.</summary>
    public long Count(LearnerMemory memory) => Counts(memory).Rows;

    /// <summary>Average loss; NaN before the first.</summary>
    public double Loss(LearnerMemory memory) => Counts(memory).Targets > 0 ? Averages(memory).Loss : double.NaN;

    /// <summary>Average norm of δ.</summary>
    public double TdError(LearnerMemory memory) => Averages(memory).TdError;

    /// <summary>Average norm of the synthetic gradient over that of the immediate one; 0 where there is none.</summary>
    public double SyntheticRatio(LearnerMemory memory)
    {
        ref readonly var averages = ref Averages(memory);
        return averages.Immediate > 0 ? averages.Synthetic / averages.Immediate : 0;
    }

    /// <summary>Average share of saturated units.</summary>
    public double Saturation(LearnerMemory memory) => Averages(memory).Saturated;

    /// <summary>Rows in a row for which that share has been above a limit.</summary>
    public long RowsAbove(LearnerMemory memory) => Counts(memory).SaturatedRows;

    /// <summary>Takes a learnt row in.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="step">The step.</param>
    /// <param name="loss">Its loss; NaN without a target.</param>
    /// <param name="delta">δ; empty for a method that has none.</param>
    /// <param name="synthetic">g(s_t); likewise.</param>
    /// <param name="weight">What g is multiplied with.</param>
    /// <param name="largestSaturation">The limit of <see cref="RowsAbove"/>.</param>
    public void Learn(
        LearnerMemory memory, RecurrentStep<T> step, double loss, ReadOnlySpan<T> delta, ReadOnlySpan<T> synthetic, double weight, double largestSaturation)
    {
        ref var averages = ref Averages(memory);
        ref var counts = ref Counts(memory);
        double rate = Math.Max(Rate, 1.0 / ++counts.Rows);
        if (step.HasTarget)
        {
            double targetRate = Math.Max(Rate, 1.0 / ++counts.Targets);
            Move(ref averages.Loss, loss, targetRate);
            Move(ref averages.Immediate, Norm(step.Immediate), targetRate);
        }

        int saturated = 0;
        foreach (T h in step.State.AsSpan(0, _units))
        {
            saturated += T.Abs(h) > Limit ? 1 : 0;
        }

        Move(ref averages.Saturated, (double)saturated / _units, rate);
        counts.SaturatedRows = averages.Saturated > largestSaturation ? counts.SaturatedRows + 1 : 0;
        if (!delta.IsEmpty)
        {
            Move(ref averages.TdError, Norm(delta), rate);
            Move(ref averages.Synthetic, weight * Norm(synthetic), rate);
        }
    }

    /// <summary>Takes a value into an average, unless it has overflown.</summary>
    private static void Move(ref double average, double value, double rate) => average += double.IsFinite(value) ? rate * (value - average) : 0;

    private static double Norm(ReadOnlySpan<T> values) => Math.Sqrt(double.CreateTruncating(Reductions.SumOfSquares(values)));

    private ref RowAverages Averages(LearnerMemory memory) => ref memory.State.Ref<RowAverages>(_averages);

    private ref RowCounts Counts(LearnerMemory memory) => ref memory.State.Ref<RowCounts>(_counts);

    private struct RowAverages
    {
        public double Loss;
        public double TdError;
        public double Synthetic;
        public double Immediate;
        public double Saturated;
    }

    private struct RowCounts
    {
        public long Rows;
        public long Targets;
        public long SaturatedRows;
    }
}
