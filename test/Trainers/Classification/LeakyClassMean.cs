using AdaptiveML.Online;

namespace AdaptiveML.Trainers.Tests.Classification;

/// <summary>The least classifier that depends on the order of its rows: h ← 0.7 h + x for each sequence, and the scores are 1 / (1 + ‖h − μ‖²), which are made to sum to 1.</summary>
internal sealed class LeakyClassMean : OnlineLearner<float>, IClassifier
{
    private readonly Field _means;
    private readonly Field _counts;
    private readonly Field _sums;
    private readonly float[] _next;

    public LeakyClassMean(int inputSize, int classes)
        : this(inputSize, classes, new(), new())
    {
    }

    private LeakyClassMean(int inputSize, int classes, Layout parameters, Layout sequence)
        : this(inputSize, classes, parameters, sequence, parameters.Add<float>("means", classes, inputSize), parameters.Add<float>("counts", classes), sequence.Add<float>("sums", inputSize))
    {
    }

    private LeakyClassMean(int inputSize, int classes, Layout parameters, Layout sequence, Field means, Field counts, Field sums)
        : base(inputSize, 1, classes, parameters, new(), sequence, 1024, keepsCopy: false)
    {
        (_means, _counts, _sums) = (means, counts, sums);
        _next = new float[inputSize];
    }

    public int ClassCount => OutputSize;

    protected override OnlineLearner<float> CreateTwin() => new LeakyClassMean(InputSize, OutputSize);

    protected override void PredictRow(ReadOnlySpan<float> input, Span<float> prediction)
    {
        Advance(input);
        float sum = 0;
        for (int c = 0; c < prediction.Length; c++)
        {
            var mean = Memory.Parameters.View<float>(_means).Slice(c * InputSize, InputSize);
            float distance = 0;
            for (int i = 0; i < _next.Length; i++)
            {
                distance += (_next[i] - mean[i]) * (_next[i] - mean[i]);
            }

            prediction[c] = 1 / (1 + distance);
            sum += prediction[c];
        }

        for (int c = 0; c < prediction.Length; c++)
        {
            prediction[c] /= sum;
        }
    }

    protected override UpdateResult ObserveRow(ReadOnlySpan<float> input) => Follow(input, UpdateReason.MissingTarget);

    protected override UpdateResult LearnRow(ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> prediction, double weight)
    {
        PredictRow(input, prediction);
        var result = Follow(input, Mode == UpdateMode.StateOnly ? UpdateReason.StateOnly : float.IsNaN(target[0]) ? UpdateReason.MissingTarget : UpdateReason.None);
        if (result.Reason != UpdateReason.None)
        {
            return result;
        }

        int index = (int)target[0];
        float count = ++Memory.Parameters.View<float>(_counts)[index];
        var mean = Memory.Parameters.View<float>(_means).Slice(index * InputSize, InputSize);
        for (int i = 0; i < _next.Length; i++)
        {
            mean[i] += (_next[i] - mean[i]) / count;
        }

        return UpdateResult.Without(UpdateVerdict.Applied, UpdateReason.None, 1 - prediction[index]);
    }

    private UpdateResult Follow(ReadOnlySpan<float> input, UpdateReason reason)
    {
        Advance(input);
        if (!Array.TrueForAll(_next, float.IsFinite))
        {
            return UpdateResult.Without(UpdateVerdict.Rejected, UpdateReason.NonFiniteInput);
        }

        if (Mode == UpdateMode.Frozen)
        {
            return UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.Frozen);
        }

        _next.CopyTo(Memory.Sequence.View<float>(_sums));
        return UpdateResult.Without(UpdateVerdict.Skipped, reason);
    }

    private void Advance(ReadOnlySpan<float> input)
    {
        ReadOnlySpan<float> sums = Memory.Sequence.View<float>(_sums);
        for (int i = 0; i < _next.Length; i++)
        {
            _next[i] = (0.7f * sums[i]) + input[i];
        }
    }
}
