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
    public LastValue(int inputSize, int outputSize)
        : this(inputSize, outputSize, new Layout())
    {
    }

    private LastValue(int inputSize, int outputSize, Layout state)
        : this(inputSize, outputSize, state, state.Add<T>("last_target", outputSize))
    {
    }

    private LastValue(int inputSize, int outputSize, Layout state, Field last)
        : base(inputSize, outputSize, new(), state) => _last = last;

    /// <inheritdoc/>
    public override void Predict(ReadOnlySpan<T> input, Span<T> prediction) => Memory.State.View<T>(_last).CopyTo(prediction);

    /// <inheritdoc/>
    public override UpdateResult Observe(ReadOnlySpan<T> input) => Skip(UpdateReason.MissingTarget);

    /// <inheritdoc/>
    public override UpdateResult Learn(ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction)
    {
        CheckSize(target.Length, OutputSize, nameof(target));
        Predict(input, prediction);
        double loss = 0;
        bool known = false;
        var last = Memory.State.View<T>(_last);
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
    public override void Reset() => Memory.State.View<T>(_last).Clear();

    /// <inheritdoc/>
    protected override OnlineLearner<T> CreateTwin() => new LastValue<T>(InputSize, OutputSize);

    private UpdateResult Skip(UpdateReason reason, double loss = double.NaN) =>
        Record(UpdateResult.Without(UpdateVerdict.Skipped, reason, loss));
}
