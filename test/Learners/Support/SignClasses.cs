using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>
/// A learner of an event that learns whether a target that is a number is positive; numbers beyond reason go through as they are, and are none.
/// </summary>
internal sealed class SignClasses(IOnlineLearner<float> classifier) : IOnlineLearner<float>
{
    private readonly float[] _class = new float[1];

    public IOnlineLearner<float> Classifier => classifier;

    public int InputSize => classifier.InputSize;

    public int TargetSize => classifier.TargetSize;

    public int OutputSize => classifier.OutputSize;

    public PredictionLayout Output => classifier.Output;

    public UpdateMode Mode
    {
        get => classifier.Mode;
        set => classifier.Mode = value;
    }

    public LearnerMemory Memory => classifier.Memory;

    public SequenceCounts Sequences => classifier.Sequences;

    public UpdateCounts Counts => classifier.Counts;

    public long Count(UpdateReason reason) => classifier.Count(reason);

    public void Predict(in RowContext row, ReadOnlySpan<float> input, Span<float> prediction) => classifier.Predict(row, input, prediction);

    public UpdateResult Observe(in RowContext row, ReadOnlySpan<float> input) => classifier.Observe(row, input);

    public UpdateResult Learn(in RowContext row, ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> prediction)
    {
        if (target is not [var value])
        {
            return classifier.Learn(row, input, target, prediction);
        }

        _class[0] = float.Abs(value) > 1e3f || float.IsNaN(value) ? value : value > 0 ? 1 : 0;
        return classifier.Learn(row, input, _class, prediction);
    }

    public void Reset() => classifier.Reset();

    public void Reset(SequenceKey sequence) => classifier.Reset(sequence);

    public IOnlineLearner<float> Clone() => new SignClasses(classifier.Clone());
}
