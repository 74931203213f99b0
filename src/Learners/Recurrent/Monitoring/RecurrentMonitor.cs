using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>Running averages of what a net's rows show.</summary>
internal sealed class RecurrentMonitor<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Rate = 0.01;
    private const int LossSum = 0, TdSum = 1, SyntheticSum = 2, ImmediateSum = 3, SaturatedSum = 4;
    private const int Rows = 0, Targets = 1, SaturatedRows = 2;

    private static readonly T Limit = T.CreateTruncating(0.98);

    private readonly Field _averages;
    private readonly Field _counts;
    private readonly int _units;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    public RecurrentMonitor(Layout state, string prefix, int units)
    {
        _units = units;
        _averages = state.Add<double>(prefix + "monitor.averages", 5);
        _counts = state.Add<long>(prefix + "monitor.counts", 3);
    }

    /// <summary>Rows learnt.</summary>
    public long Count(LearnerMemory memory) => memory.State.View<long>(_counts)[Rows];

    /// <summary>Average loss; NaN before the first.</summary>
    public double Loss(LearnerMemory memory) => memory.State.View<long>(_counts)[Targets] > 0 ? memory.State.View<double>(_averages)[LossSum] : double.NaN;

    /// <summary>Average norm of δ.</summary>
    public double TdError(LearnerMemory memory) => memory.State.View<double>(_averages)[TdSum];

    /// <summary>Average norm of the synthetic gradient over that of the immediate one; 0 where there is none.</summary>
    public double SyntheticRatio(LearnerMemory memory)
    {
        ReadOnlySpan<double> averages = memory.State.View<double>(_averages);
        return averages[ImmediateSum] > 0 ? averages[SyntheticSum] / averages[ImmediateSum] : 0;
    }

    /// <summary>Average share of saturated units.</summary>
    public double Saturation(LearnerMemory memory) => memory.State.View<double>(_averages)[SaturatedSum];

    /// <summary>Rows in a row for which that share has been above a limit.</summary>
    public long RowsAbove(LearnerMemory memory) => memory.State.View<long>(_counts)[SaturatedRows];

    /// <summary>Begins to count saturated rows anew.</summary>
    public void Forget(LearnerMemory memory)
    {
        memory.State.View<long>(_counts)[SaturatedRows] = 0;
        memory.State.View<double>(_averages)[SaturatedSum] = 0;
    }

    /// <summary>Takes a learnt row in.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="step">The step.</param>
    /// <param name="loss">Its loss; NaN without a target.</param>
    /// <param name="delta">δ; empty for a method that has none.</param>
    /// <param name="synthetic">g(s_t); likewise.</param>
    /// <param name="weight">What g is multiplied with.</param>
    /// <param name="largestSaturation">The limit of <see cref="RowsAbove"/>.</param>
    public void Learn(LearnerMemory memory, RecurrentStep<T> step, double loss, ReadOnlySpan<T> delta, ReadOnlySpan<T> synthetic, double weight, double largestSaturation)
    {
        var averages = memory.State.View<double>(_averages);
        var counts = memory.State.View<long>(_counts);
        double rate = Math.Max(Rate, 1.0 / ++counts[Rows]);
        if (step.HasTarget)
        {
            double targetRate = Math.Max(Rate, 1.0 / ++counts[Targets]);
            Move(ref averages[LossSum], loss, targetRate);
            Move(ref averages[ImmediateSum], Norm(step.Immediate), targetRate);
        }

        int saturated = 0;
        foreach (T h in step.State.AsSpan(0, _units))
        {
            saturated += T.Abs(h) > Limit ? 1 : 0;
        }

        Move(ref averages[SaturatedSum], (double)saturated / _units, rate);
        counts[SaturatedRows] = averages[SaturatedSum] > largestSaturation ? counts[SaturatedRows] + 1 : 0;
        if (!delta.IsEmpty)
        {
            Move(ref averages[TdSum], Norm(delta), rate);
            Move(ref averages[SyntheticSum], weight * Norm(synthetic), rate);
        }
    }

    /// <summary>Takes a value into an average, unless it has overflown.</summary>
    private static void Move(ref double average, double value, double rate) => average += double.IsFinite(value) ? rate * (value - average) : 0;

    private static double Norm(ReadOnlySpan<T> values) => Math.Sqrt(double.CreateTruncating(Reductions.SumOfSquares(values)));
}
