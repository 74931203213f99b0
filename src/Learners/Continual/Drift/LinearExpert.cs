using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// Ridge regression on one-hot targets that forgets: recursive least squares in which a row counts half after some rows (<see cref="RecursiveGain"/>), and the
/// softmax of ten times its scores.
/// </summary>
internal sealed class LinearExpert : StreamExpert
{
    private const double Penalty = 1, Sharpness = 10;

    private readonly RecursiveGain _gain;
    private readonly Field _weights;
    private readonly double[] _features;
    private readonly double[] _step;
    private readonly double[] _scores;
    private readonly int _inputs;

    /// <summary>Adds the fields.</summary>
    /// <param name="name">Begins the fields' names.</param>
    /// <param name="halfLife">Rows after which a row counts half.</param>
    /// <param name="shape">What they depend on, and where to.</param>
    public LinearExpert(string name, double halfLife, StreamShape shape)
    {
        _inputs = shape.Inputs;
        _gain = new(new StateScope(shape.State, IsSequences: false), name + ".covariance", _inputs + 1, 1 - HalfLife.Rate(halfLife), Penalty);
        _weights = shape.State.Add<double>(name + ".weights", shape.Room, _gain.Length);
        (_features, _step, _scores) = (new double[_gain.Length], new double[_gain.Length], new double[shape.Classes]);
        _features[_inputs] = 1;
    }

    /// <inheritdoc/>
    public override void Begin(LearnerMemory memory)
    {
        _gain.Restart(memory);
        memory.State.View<double>(_weights).Clear();
    }

    /// <inheritdoc/>
    public override void Predict(LearnerMemory memory, ReadOnlySpan<double> input, Span<double> probabilities)
    {
        input[.._inputs].CopyTo(_features);
        for (int c = 0; c < probabilities.Length; c++)
        {
            probabilities[c] = Sharpness * (_scores[c] = Reductions.Dot(Weights(memory, c), _features));
        }

        Softmax.Apply<double>(probabilities, probabilities);
    }

    /// <inheritdoc/>
    public override void Learn(LearnerMemory memory, ReadOnlySpan<double> input, int label, double weight)
    {
        _gain.Update(memory, _features, weight, _step);
        for (int c = 0; c < _scores.Length; c++)
        {
            var weights = Weights(memory, c);
            TensorPrimitives.FusedMultiplyAdd(_step, (c == label ? 1 : 0) - _scores[c], weights, weights);
        }
    }

    private Span<double> Weights(LearnerMemory memory, int label) => memory.State.View<double>(_weights).Slice(label * _gain.Length, _gain.Length);
}
