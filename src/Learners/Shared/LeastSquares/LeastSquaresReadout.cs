using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// Outputs that are linear in features, learnt by recursive least squares with a bounded error.
/// <code>
/// e = clamp(y − wᵀφ, ±H m)      m: <see cref="ErrorScale"/> of |y − wᵀφ|      w ← w + k e
/// </code>
/// </summary>
/// <remarks>k is a <see cref="RecursiveGain"/>'s; a target that comes late is learnt with the φ and the k of its own row, and gives the weights that it would
/// have given in time.</remarks>
internal sealed class LeastSquaresReadout
{
    private readonly StateScope _home;
    private readonly Field _weights;
    private readonly Field _errors;
    private readonly double _huberThreshold;
    private readonly int _length;

    /// <summary>Adds the fields to <paramref name="home"/>.</summary>
    /// <param name="home">Where to.</param>
    /// <param name="name">Begins the names of the fields.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="length">Length of φ, padded to whole tiles.</param>
    /// <param name="huberThreshold">H, in mean absolute errors.</param>
    public LeastSquaresReadout(StateScope home, string name, int outputs, int length, double huberThreshold)
    {
        (_home, _length, _huberThreshold) = (home, length, huberThreshold);
        _weights = home.Layout.Add<double>(name + ".weights", outputs, length);
        _errors = home.Layout.AddStructs<ErrorScale, double>(name + ".errors", outputs);
        home.Layout.RequireStructs<ErrorScale>(_errors, static value => value.IsPossible, ErrorScale.What);
    }

    /// <summary>w of an output.</summary>
    public Span<double> Weights(LearnerMemory memory, int output) => _home.In(memory).View<double>(_weights).Slice(output * _length, _length);

    /// <summary>wᵀφ.</summary>
    public double Predict(LearnerMemory memory, int output, ReadOnlySpan<double> features) => Reductions.Dot(Weights(memory, output), features);

    /// <summary>e, and its scale takes it in; NaN where the output is no number any more.</summary>
    public double Error(LearnerMemory memory, int output, ReadOnlySpan<double> features, double target) =>
        Error(memory, output, features, target, out _);

    /// <summary>The same, and the error as it is.</summary>
    public double Error(LearnerMemory memory, int output, ReadOnlySpan<double> features, double target, out double whole)
    {
        ref var scale = ref _home.In(memory).Refs<ErrorScale>(_errors)[output];
        double limit = scale.Limit(_huberThreshold);
        whole = target - Predict(memory, output, features);
        if (!double.IsFinite(whole))
        {
            return double.NaN;
        }

        scale.Update(Math.Abs(whole), _huberThreshold);
        return Math.Clamp(whole, -limit, limit);
    }

    /// <summary>w ← w + k e; weights that arithmetic cannot bear begin anew.</summary>
    public void Learn(LearnerMemory memory, int output, ReadOnlySpan<double> gain, double error)
    {
        var weights = Weights(memory, output);
        TensorPrimitives.FusedMultiplyAdd(gain, error, weights, weights);
        if (!double.IsFinite(Reductions.SumOfSquares<double>(weights)))
        {
            weights.Clear();
        }
    }
}
