using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Baselines;

/// <summary>Predicts the target known last: ŷ_t = y_{t−1}, also called persistence or the no-change forecast. 0 before the first target.</summary>
/// <typeparam name="T">Element type of inputs and targets.</typeparam>
public sealed partial class LastValue<T> : OnlineLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Field _last;
    private readonly T[] _target;
    private readonly T[] _error;

    /// <summary>Makes a learner.</summary>
    /// <param name="inputSize">Elements of an input; their values are not used.</param>
    /// <param name="outputSize">Elements of a target.</param>
    /// <param name="maximumSequences">Most sequences that have a last value of their own at once, at least 1.</param>
    public LastValue(int inputSize, int outputSize, int maximumSequences = 1024)
        : this(inputSize, outputSize, maximumSequences, new Layout())
    {
    }

    private LastValue(int inputSize, int outputSize, int maximumSequences, Layout sequence)
        : this(inputSize, outputSize, maximumSequences, sequence, sequence.Add<T>("last_target", outputSize))
    {
    }

    private LastValue(int inputSize, int outputSize, int maximumSequences, Layout sequence, Field last)
        : base(inputSize, outputSize, new(), new(), sequence, maximumSequences) => (_last, _target, _error) = (last, new T[outputSize], new T[outputSize]);

    /// <summary>There are no parameters; the last target is state.</summary>
    private protected override bool CanLearn => false;

    /// <inheritdoc/>
    private protected override InputQuality JudgeInput(ReadOnlySpan<T> input) => InputQuality.Clean;

    /// <inheritdoc/>
    private protected override bool Forward(InputQuality quality) => true;

    /// <inheritdoc/>
    private protected override void Write(InputQuality quality, Span<T> prediction) => Memory.Sequence.View<T>(_last).CopyTo(prediction);

    /// <inheritdoc/>
    private protected override TargetQuality JudgeTarget(ReadOnlySpan<T> target, out double loss)
    {
        target.CopyTo(_target);
        target.CopyTo(_error);
        return SquaredError.Judge<T>(Memory.Sequence.View<T>(_last), _error, out loss);
    }

    /// <inheritdoc/>
    private protected override bool Advance(InputQuality input, TargetQuality target)
    {
        var last = Memory.Sequence.View<T>(_last);
        for (int p = 0; p < last.Length && target is TargetQuality.Known or TargetQuality.NonFinite; p++)
        {
            last[p] = T.IsFinite(_target[p]) ? _target[p] : last[p];
        }

        return true;
    }

    /// <inheritdoc/>
    private protected override UpdateResult LearnRow(double loss, double weight) =>
        throw new InvalidOperationException("The last value has no parameters to learn.");

    /// <inheritdoc/>
    private protected override OnlineLearner<T> CreateEmpty() => new LastValue<T>(InputSize, OutputSize, Memory.MaximumSequences);
}
