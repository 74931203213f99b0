using System.Numerics;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// What <see cref="RidgeClassifier{T}"/> and <see cref="RanPac{T}"/> share: a ridge regression on one-hot targets, recursive and exact, over features that
/// never change.
/// </summary>
/// <typeparam name="T">Element type of inputs, targets and scores.</typeparam>
internal abstract class AnalyticClassifier<T> : ContinualLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AnalyticLayout _layout;
    private readonly double[] _features;
    private readonly double[] _head;

    private protected AnalyticClassifier(AnalyticLayout layout)
        : base(layout)
    {
        (_layout, _features, _head) = (layout, new double[layout.Readout.Length], new double[ClassCount]);
        if (layout.TakenOver is null)
        {
            layout.Readout.Initialize(Memory);
        }
    }

    /// <summary>The ridge penalty in force.</summary>
    public double Penalty => _layout.Readout.Penalty(Memory);

    /// <summary>The regression.</summary>
    internal RidgeReadout Readout => _layout.Readout;

    /// <inheritdoc/>
    private protected override void ScoreScaled(ReadOnlySpan<double> input, Span<double> scores)
    {
        _layout.Map(input, _features);
        _layout.Readout.Score(Memory, _features, _head);
        _head.CopyTo(scores);
    }

    /// <inheritdoc/>
    private protected override void LearnScaled(ReadOnlySpan<double> input, int label, double weight) =>
        _layout.Readout.LearnRow(Memory, _features, _head, label, weight);

    /// <inheritdoc/>
    private protected override void LearnTask(ScaledTask task) => _layout.Readout.Learn(Memory, task, _layout.Map, Calibrate);
}
