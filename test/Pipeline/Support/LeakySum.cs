using AdaptiveML.Online;

namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>The least learner that depends on the order of its rows: h ← 0.9 h + Σx, y_i = w h + i, and w ← w + 0.01 · weight · (target − y_0).</summary>
internal sealed class LeakySum : OnlineLearner<float>
{
    private readonly Field _weight;
    private readonly Field _sum;

    public LeakySum(int inputSize, int maximumSequences = 1024, int outputSize = 1)
        : this(inputSize, maximumSequences, outputSize, new(), new())
    {
    }

    private LeakySum(int inputSize, int maximumSequences, int outputSize, Layout parameters, Layout sequence)
        : this(inputSize, maximumSequences, outputSize, parameters, sequence, parameters.Add<float>("weight", 1), sequence.Add<float>("sum", 1))
    {
    }

    private LeakySum(int inputSize, int maximumSequences, int outputSize, Layout parameters, Layout sequence, Field weight, Field sum)
        : base(inputSize, 1, outputSize, parameters, new(), sequence, maximumSequences, keepsCopy: false)
    {
        (_weight, _sum) = (weight, sum);
        Weight = 2;
    }

    public ref float Weight => ref Memory.Parameters.View<float>(_weight)[0];

    private ref float Sum => ref Memory.Sequence.View<float>(_sum)[0];

    protected override OnlineLearner<float> CreateTwin() => new LeakySum(InputSize, Memory.MaximumSequences, OutputSize);

    protected override void PredictRow(ReadOnlySpan<float> input, Span<float> prediction)
    {
        float first = Weight * Next(input);
        for (int i = 0; i < prediction.Length; i++)
        {
            prediction[i] = first + i;
        }
    }

    protected override UpdateResult ObserveRow(ReadOnlySpan<float> input) => Follow(input, UpdateReason.MissingTarget);

    protected override UpdateResult LearnRow(ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> prediction, double weight)
    {
        PredictRow(input, prediction);
        float error = target[0] - prediction[0];
        var result = Follow(input, Mode == UpdateMode.StateOnly ? UpdateReason.StateOnly : float.IsNaN(error) ? UpdateReason.MissingTarget : UpdateReason.None);
        if (result.Reason != UpdateReason.None)
        {
            return result;
        }

        Weight += 0.01f * (float)weight * error;
        return UpdateResult.Without(UpdateVerdict.Applied, UpdateReason.None, 0.5 * error * error);
    }

    private UpdateResult Follow(ReadOnlySpan<float> input, UpdateReason reason)
    {
        float next = Next(input);
        if (!float.IsFinite(next))
        {
            return UpdateResult.Without(UpdateVerdict.Rejected, UpdateReason.NonFiniteInput);
        }

        if (Mode == UpdateMode.Frozen)
        {
            return UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.Frozen);
        }

        Sum = next;
        return UpdateResult.Without(UpdateVerdict.Skipped, reason);
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
}
