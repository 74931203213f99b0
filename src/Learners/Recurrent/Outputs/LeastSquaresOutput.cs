using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// Numbers with squared error, in standardised units, from readouts that are learnt by recursive least squares; the recurrence learns from their errors.
/// <code>
/// ŷ¹ = y′ + w₁ᵀ(φ, h)      ŷ² = y′ + w₂ᵀ(φ, h)      ŷ³ = w₃ᵀ(1, x, x∘x, h)      ŷ = Σ_k p_k ŷ^k      ∂L/∂h = Σ_k p_k w_k^h (ŷ^k − y)
/// </code>
/// </summary>
/// <remarks>The readouts differ in how fast they forget, and the third never looks at labels, as the recurrence does not, so that labels may stop. p falls
/// with the size of a readout's errors of late, where the last label was as old (<see cref="ReadoutFeatures{T}.Age"/>).</remarks>
internal sealed class LeastSquaresOutput<T> : OutputLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Readouts = 3;

    /// <summary>The readout that does not see labels.</summary>
    private const int Free = Readouts - 1;

    /// <summary>Errors at which a readout's part in the recurrence's gradient stops growing, in standardised units.</summary>
    private const double LargestError = 3;

    private const double Penalty = 1, HuberThreshold = 50;

    private static readonly double[] Forgetting = [0.998, 0.9998, 0.999];

    private readonly Standardizer<T> _standardizer;
    private readonly ReadoutFeatures<T> _features;
    private readonly RecursiveGain[] _gains;
    private readonly LeastSquaresReadout[] _readouts;
    private readonly double[][] _inputs;
    private readonly T[] _target;
    private readonly double[] _gain;
    private readonly double[] _estimates;
    private readonly double[] _shares;
    private readonly double[] _errors;
    private readonly double[] _stateGradient;
    private readonly Field _sizes;
    private readonly Field _breaks;
    private readonly int _units;
    private readonly bool _seesLabel;

    /// <summary>Adds the fields.</summary>
    public LeastSquaresOutput(
        MachineLayout<T> layout, string prefix, int outputSize, Standardizer<T> standardizer, ReadoutFeatures<T> features, RecurrentOptions options)
        : base(outputSize)
    {
        (_standardizer, _features, _units, _seesLabel) = (standardizer, features, options.HiddenUnits, options.SeesLastLabel);
        var home = new StateScope(layout.State, false);
        (_gains, _readouts, _inputs) = (new RecursiveGain[Readouts], new LeastSquaresReadout[Readouts], new double[Readouts][]);
        for (int k = 0; k < Readouts; k++)
        {
            string name = $"{prefix}readout_{k}";
            _gains[k] = new(home, name + ".covariance", (k == Free ? features.FreeCount : features.Values.Length) + _units, Forgetting[k], Penalty);
            _readouts[k] = new(home, name, outputSize, _gains[k].Length, HuberThreshold);
            _inputs[k] = new double[_gains[k].Length];
        }

        _sizes = layout.State.AddStructs<ErrorScale, double>(prefix + "readout.sizes", ReadoutFeatures<T>.Ages * outputSize * Readouts);
        layout.State.RequireStructs<ErrorScale>(_sizes, static value => value.IsPossible, ErrorScale.What);
        _breaks = layout.State.AddStructs<ErrorBreak, double>(prefix + "readout.breaks", Readouts);
        (_estimates, _shares, _errors) = (new double[outputSize * Readouts], new double[outputSize * Readouts], new double[outputSize]);
        (_gain, _stateGradient, _target) = (new double[_gains[0].Length], new double[_units], new T[outputSize]);
    }

    /// <inheritdoc/>
    public override double LearningCost => 6.0 * Readouts * _gains[0].Length * _gains[0].Length;

    /// <inheritdoc/>
    public override void Draw(LearnerMemory memory, Xoshiro256 random) => Array.ForEach(_gains, gain => gain.Initialize(memory));

    /// <inheritdoc/>
    public override void Write(LearnerMemory memory, Span<T> prediction) => _standardizer.UnscalePrediction(memory, Values, prediction);

    /// <inheritdoc/>
    public override TargetQuality Judge(LearnerMemory memory, ReadOnlySpan<T> target, out double loss)
    {
        _standardizer.ScaleTarget(memory, target, Gradient);
        Gradient.CopyTo(_target, 0);
        return SquaredError.Judge<T>(Values, Gradient, out loss);
    }

    /// <inheritdoc/>
    public override void Tell(LearnerMemory memory, ReadOnlySpan<T> target, Span<T> told) => ToldNumbers.Write(memory, _standardizer, Values, target, told);

    /// <inheritdoc/>
    public override void Differentiate(LearnerMemory memory, double weight, Span<T> stateGradient)
    {
        _stateGradient.AsSpan().Clear();
        for (int k = 0; k < Readouts; k++)
        {
            if (Speaks(k))
            {
                Learn(memory, k, weight);
            }
        }

        for (int i = 0; i < _units; i++)
        {
            stateGradient[i] = T.CreateTruncating(_stateGradient[i]);
        }
    }

    /// <inheritdoc/>
    protected override void Compute(LearnerMemory memory, ReadOnlySpan<T> h)
    {
        for (int k = 0; k < Readouts; k++)
        {
            var input = _inputs[k].AsSpan();
            int length = StatesAt(k);
            _features.Values.AsSpan(0, length).CopyTo(input);
            for (int i = 0; i < _units; i++)
            {
                input[length + i] = double.CreateTruncating(h[i]);
            }
        }

        for (int p = 0; p < Values.Length; p++)
        {
            var estimates = _estimates.AsSpan(p * Readouts, Readouts);
            for (int k = 0; k < Readouts; k++)
            {
                estimates[k] = Origin(k, p) + _readouts[k].Predict(memory, p, _inputs[k]);
            }

            Values[p] = T.CreateTruncating(Combine(Sizes(memory, p), estimates, _shares.AsSpan(p * Readouts, Readouts)));
        }
    }

    /// <summary>Learns the row in one readout, and adds to the gradient by h.</summary>
    private void Learn(LearnerMemory memory, int k, double weight)
    {
        var (readout, length) = (_readouts[k], _inputs[k].Length);
        int states = StatesAt(k);
        double size = 0;
        for (int p = 0; p < Values.Length; p++)
        {
            // NaN where the number has no target.
            double target = double.CreateTruncating(_target[p]);
            _errors[p] = double.IsNaN(target) ? double.NaN : readout.Error(memory, p, _inputs[k], target - Origin(k, p));
            if (double.IsNaN(_errors[p]))
            {
                continue;
            }

            double slope = weight * _shares[(p * Readouts) + k] * Math.Clamp(_errors[p], -LargestError, LargestError);
            var weights = readout.Weights(memory, p).Slice(states, _units);
            for (int i = 0; i < _units; i++)
            {
                _stateGradient[i] -= slope * weights[i];
            }

            size += Math.Abs(_errors[p]);
            Sizes(memory, p)[k].Update(Math.Abs(target - _estimates[(p * Readouts) + k]), HuberThreshold);
        }

        bool isWhole = ForgetsNothing && k == Free;
        _gains[k].Update(memory, _inputs[k], weight, _gain.AsSpan(0, length), isWhole);
        for (int p = 0; p < Values.Length; p++)
        {
            if (!double.IsNaN(_errors[p]))
            {
                readout.Learn(memory, p, _gain.AsSpan(0, length), _errors[p]);
            }
        }

        if (memory.State.Refs<ErrorBreak>(_breaks)[k].Update(size) && !isWhole)
        {
            _gains[k].Restart(memory);
        }
    }

    /// <summary>Whether a readout has a say in the row.</summary>
    private bool Speaks(int k) => k == Free || (_seesLabel && _features.Age != ReadoutFeatures<T>.Unlabelled);

    /// <summary>Where the hidden units begin among a readout's inputs.</summary>
    private int StatesAt(int k) => k == Free ? _features.FreeCount : _features.Values.Length;

    /// <summary>What a readout's part is added to.</summary>
    private double Origin(int k, int output) => k == Free ? 0 : _features.Last[output];

    private Span<ErrorScale> Sizes(LearnerMemory memory, int output) =>
        memory.State.Refs<ErrorScale>(_sizes).Slice(((_features.Age * Values.Length) + output) * Readouts, Readouts);

    /// <summary>Weighs estimates by the eighth power of the inverse sizes of their errors; before any is known, one
    /// stands alone: the first, or, where the row before had no label, the one that does not see it.</summary>
    private double Combine(ReadOnlySpan<ErrorScale> sizes, ReadOnlySpan<double> estimates, Span<double> shares)
    {
        int only = _seesLabel && _features.Age == 0 ? 0 : Free;
        double least = double.PositiveInfinity, total = 0, sum = 0;
        for (int k = 0; k < Readouts; k++)
        {
            least = sizes[k].Count > 0 ? Math.Min(least, sizes[k].Fast) : least;
        }

        for (int k = 0; k < Readouts; k++)
        {
            double ratio = sizes[k].Count == 0 ? 0 : sizes[k].Fast > 0 ? least / sizes[k].Fast : 1;
            ratio *= ratio;
            ratio *= ratio;
            shares[k] = double.IsPositiveInfinity(least) ? (k == only ? 1 : 0) : ratio * ratio;
            total += shares[k];
        }

        for (int k = 0; k < Readouts; k++)
        {
            shares[k] /= total;
            sum += shares[k] > 0 ? shares[k] * estimates[k] : 0;
        }

        return sum;
    }
}
