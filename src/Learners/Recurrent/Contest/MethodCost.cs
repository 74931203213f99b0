using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>What a net costs a row, in multiply-adds: an estimate that is the same on every machine.</summary>
/// <param name="Follow">To go along with a row: state and output.</param>
/// <param name="Learn">To learn from it, beyond that.</param>
/// <param name="NeedsTarget">Whether only rows with a target are learnt from.</param>
internal readonly record struct MethodCost(double Follow, double Learn, bool NeedsTarget)
{
    /// <summary>Of a method with its options.</summary>
    public static MethodCost Of<T>(RecurrentCore<T> core, OutputLayer<T> output, RecurrentMethod method, RecurrentOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = core.Shape;
        double step = (double)core.Rows * shape.GateStride, jacobian = (double)shape.Units * shape.GateStride, state = shape.StateLength;
        double all = step + (2 * OutputLayer<T>.OptimizerStep * step) + output.LearningCost;
        return method switch
        {
            RecurrentMethod.Truncated => new(step, all + (options.Truncation * (step + jacobian)), NeedsTarget: true),
            RecurrentMethod.SnAp1 => new(step * (1 + (2 * shape.States)), all + (step * shape.States), NeedsTarget: true),
            RecurrentMethod.BpLambda => new(
                step,
                all + (OutputLayer<T>.OptimizerStep * state * state) + EligibilityTrace<T>.Cost(shape, options) + (2 * (jacobian + (state * state))),
                NeedsTarget: false),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Not among those that are tried."),
        };
    }

    /// <summary>Of a row that is learnt.</summary>
    public double Learning => Follow + Learn;

    /// <summary>Of learning from a row, beyond following it.</summary>
    public double LearnOf(bool hasTarget) => hasTarget || !NeedsTarget ? Learn : 0;
}
