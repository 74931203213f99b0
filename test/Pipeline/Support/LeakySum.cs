using AdaptiveML.Online;

namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>The least learner that depends on the order of its rows: h ← 0.9 h + Σx, y_i = w h + i, and w ← w + 0.01 · weight · (target − y_0).</summary>
internal sealed class LeakySum : OnlineLearner<float>
{
    private readonly Field _weight;
    private readonly Field _sum;
    private float _next;
    private float _error;

    public LeakySum(int inputSize, int maximumSequences = 1024, int outputSize = 1)
        : this(inputSize, maximumSequences, outputSize, new(), new())
    {
    }

    private LeakySum(int inputSize, int maximumSequences, int outputSize, Layout parameters, Layout sequence)
        : this(inputSize, maximumSequences, outputSize, parameters, sequence, parameters.Add<float>("weight", 1), sequence.Add<float>("sum", 1))
    {
    }

    private LeakySum(int inputSize, int maximumSequences, int outputSize, Layout parameters, Layout sequence, Field weight, Field sum)
        : base(inputSize, 1, PredictionLayout.Score(outputSize), parameters, new(), sequence, maximumSequences, keepsCopy: false)
    {
        (_weight, _sum) = (weight, sum);
        Weight = 2;
    }

    /// <summary>Is called at each row that is learnt, on the thread that learns it.</summary>
    [ThreadStatic]
    public static Action? Learning;

    /// <summary>Counts the rows that learners of this thread advanced by, copies included.</summary>
    [ThreadStatic]
    public static int Steps;

    public ref float Weight => ref Memory.Parameters.View<float>(_weight)[0];

    private ref float Sum => ref Memory.Sequence.View<float>(_sum)[0];

    private protected override OnlineLearner<float> CreateEmpty() => new LeakySum(InputSize, Memory.MaximumSequences, OutputSize);

    private protected override InputQuality JudgeInput(ReadOnlySpan<float> input)
    {
        _next = 0.9f * Sum;
        foreach (float value in input)
        {
            _next += value;
        }

        return float.IsFinite(_next) ? InputQuality.Clean : InputQuality.NonFinite;
    }

    private protected override bool Forward(InputQuality quality) => true;

    private protected override void Write(InputQuality quality, Span<float> prediction)
    {
        for (int i = 0; i < prediction.Length; i++)
        {
            prediction[i] = (Weight * _next) + i;
        }
    }

    private protected override TargetQuality JudgeTarget(ReadOnlySpan<float> target, out double loss)
    {
        _error = target[0] - (Weight * _next);
        loss = 0.5 * _error * _error;
        return float.IsNaN(_error) ? TargetQuality.Missing : TargetQuality.Known;
    }

    private protected override bool Advance(InputQuality input, TargetQuality target)
    {
        Steps++;
        Sum = _next;
        return true;
    }

    private protected override UpdateResult LearnRow(double loss, double weight)
    {
        Learning?.Invoke();
        Steps++;
        Sum = _next;
        Weight += 0.01f * (float)weight * _error;
        return UpdateResult.Without(UpdateVerdict.Applied, UpdateReason.None, loss);
    }
}
