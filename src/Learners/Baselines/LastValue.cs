using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>Predicts the target known last: ŷ_t = y_{t−1}, also called persistence or the no-change forecast. 0 before the first target.</summary>
/// <typeparam name="T">Element type of inputs and targets.</typeparam>
public sealed class LastValue<T> : OnlineLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Field _last;

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
        : base(inputSize, outputSize, new(), new(), sequence, maximumSequences) => _last = last;

    /// <inheritdoc/>
    protected override void PredictRow(ReadOnlySpan<T> input, Span<T> prediction) => Memory.Sequence.View<T>(_last).CopyTo(prediction);

    /// <inheritdoc/>
    protected override UpdateResult ObserveRow(ReadOnlySpan<T> input) => Skip(UpdateReason.MissingTarget);

    /// <inheritdoc/>
    protected override UpdateResult LearnRow(ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction, double weight)
    {
        PredictRow(input, prediction);
        double loss = 0;
        bool known = false;
        var last = Memory.Sequence.View<T>(_last);
        for (int p = 0; p < target.Length; p++)
        {
            if (T.IsFinite(target[p]))
            {
                known = true;
                double error = double.CreateTruncating(target[p]) - double.CreateTruncating(last[p]);
                loss += 0.5 * error * error;
                last[p] = Mode == UpdateMode.Frozen ? last[p] : target[p];
            }
        }

        return known ? Skip(Mode == UpdateMode.Frozen ? UpdateReason.Frozen : UpdateReason.StateOnly, loss) : Skip(UpdateReason.MissingTarget);
    }

    /// <inheritdoc/>
    protected override OnlineLearner<T> CreateTwin() => new LastValue<T>(InputSize, OutputSize, Memory.MaximumSequences);

    private static UpdateResult Skip(UpdateReason reason, double loss = double.NaN) => UpdateResult.Without(UpdateVerdict.Skipped, reason, loss);
}
