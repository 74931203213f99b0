using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>Predicts the target known last: ŷ_t = y_{t−1}, also called persistence or the no-change forecast. 0 before the first target.</summary>
/// <typeparam name="T">Element type of inputs and targets.</typeparam>
public sealed class LastValue<T> : IOnlineLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Field _last;
    private readonly UpdateLedger _ledger;

    /// <summary>Makes a learner.</summary>
    /// <param name="inputSize">Elements of an input; their values are not used.</param>
    /// <param name="outputSize">Elements of a target.</param>
    public LastValue(int inputSize, int outputSize)
    {
        Require.InRange(inputSize, 1, int.MaxValue);
        Require.InRange(outputSize, 1, int.MaxValue);
        (InputSize, OutputSize) = (inputSize, outputSize);
        Layout state = new();
        _last = state.Add<T>("last_target", outputSize);
        _ledger = new(state);
        Memory = new(new(), state);
    }

    /// <inheritdoc/>
    public int InputSize { get; }

    /// <inheritdoc/>
    public int OutputSize { get; }

    /// <inheritdoc/>
    public UpdateMode Mode { get; set; }

    /// <inheritdoc/>
    public LearnerMemory Memory { get; }

    /// <inheritdoc/>
    public UpdateCounts Counts => _ledger.Counts(Memory);

    /// <inheritdoc/>
    public long Count(UpdateReason reason) => _ledger.Count(Memory, reason);

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<T> input, Span<T> prediction) => Memory.State.View<T>(_last).CopyTo(prediction);

    /// <inheritdoc/>
    public UpdateResult Observe(ReadOnlySpan<T> input) => Skip(UpdateReason.MissingTarget);

    /// <inheritdoc/>
    public UpdateResult Learn(ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, OutputSize, nameof(target));
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
    public void Reset() => Memory.State.View<T>(_last).Clear();

    /// <inheritdoc/>
    public IOnlineLearner<T> Clone()
    {
        var clone = new LastValue<T>(InputSize, OutputSize) { Mode = Mode };
        clone.Memory.CopyFrom(Memory);
        return clone;
    }

    private UpdateResult Skip(UpdateReason reason, double loss = double.NaN) =>
        _ledger.Record(Memory, UpdateResult.Without(UpdateVerdict.Skipped, reason, loss));
}
