using AdaptiveML.Online;

namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>The least learner that depends on the order of its rows: h ← 0.9 h + Σx, y = w h, and w ← w + 0.01 (target − y).</summary>
internal sealed class LeakySum : IOnlineLearner<float>
{
    private static readonly float[] Unknown = [float.NaN];

    private readonly float[] _unread = new float[1];
    private readonly Field _weight;
    private readonly Field _sum;
    private readonly Field _verdicts;
    private readonly Field _reasons;

    public LeakySum(int inputSize)
    {
        InputSize = inputSize;
        Layout parameters = new(), state = new();
        _weight = parameters.Add<float>("weight", 1);
        _sum = state.Add<float>("sum", 1);
        _verdicts = state.Add<long>("verdicts", 4);
        _reasons = state.Add<long>("reasons", Enum.GetValues<UpdateReason>().Length);
        Memory = new(parameters, state);
        Weight = 2;
    }

    public int InputSize { get; }

    public int OutputSize => 1;

    public UpdateMode Mode { get; set; }

    public LearnerMemory Memory { get; }

    public UpdateCounts Counts => new(Verdicts[0], Verdicts[1], Verdicts[2], Verdicts[3]);

    public long Count(UpdateReason reason) => Reasons[(int)reason];

    public ref float Weight => ref Memory.Parameters.View<float>(_weight)[0];

    private ref float Sum => ref Memory.State.View<float>(_sum)[0];

    private Span<long> Verdicts => Memory.State.View<long>(_verdicts);

    private Span<long> Reasons => Memory.State.View<long>(_reasons);

    public void Predict(ReadOnlySpan<float> input, Span<float> prediction) => prediction[0] = Weight * Next(input);

    public UpdateResult Observe(ReadOnlySpan<float> input) => Learn(input, Unknown, _unread);

    public UpdateResult Learn(ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> prediction)
    {
        Predict(input, prediction);
        if (!float.IsFinite(prediction[0]))
        {
            return Record(UpdateVerdict.Rejected, UpdateReason.NonFiniteInput);
        }

        if (Mode == UpdateMode.Frozen)
        {
            return Record(UpdateVerdict.Skipped, UpdateReason.Frozen);
        }

        Sum = Next(input);
        if (Mode == UpdateMode.StateOnly || float.IsNaN(target[0]))
        {
            return Record(UpdateVerdict.Skipped, Mode == UpdateMode.StateOnly ? UpdateReason.StateOnly : UpdateReason.MissingTarget);
        }

        Weight += 0.01f * (target[0] - prediction[0]);
        return Record(UpdateVerdict.Applied, UpdateReason.None);
    }

    public void Reset() => Sum = 0;

    public IOnlineLearner<float> Clone()
    {
        var clone = new LeakySum(InputSize) { Mode = Mode };
        clone.Memory.CopyFrom(Memory);
        return clone;
    }

    private float Next(ReadOnlySpan<float> input)
    {
        float sum = 0.9f * Sum;
        foreach (float value in input)
        {
            sum += value;
        }

        return sum;
    }

    private UpdateResult Record(UpdateVerdict verdict, UpdateReason reason)
    {
        Verdicts[(int)verdict]++;
        Reasons[(int)reason]++;
        return UpdateResult.Without(verdict, reason);
    }
}
