using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruRegression;

/// <summary>Shape and learning rules of a <see cref="LruRegressor{T}"/>.</summary>
public sealed record LruRegressorOptions
{
    /// <summary>The recurrence, its initial values and how it learns. Default: 16 states, learning rate 0.003, clipping at norm 1.</summary>
    public LruOptions Unit { get; init; } = new() { StateSize = 16, Update = new() { LearningRate = 3e-3, ClipNorm = 1 } };

    /// <summary>
    /// Whether all sequences teach one set of readouts and weights; else each has its own. The recurrence is one in either case. Default: true.
    /// </summary>
    public bool SharesReadouts { get; init; } = true;

    /// <summary>Whether readouts see the states of the recurrence; without, one sees what these are worth. Default: true.</summary>
    public bool SeesStates { get; init; } = true;

    /// <summary>Whether readouts see the products of every two inputs, or null for: where there are at most 12. Default: null.</summary>
    public bool? Products { get; init; }

    /// <summary>
    /// Whether the last element of an input is another model's estimate of the row's label, in the label's units, NaN where it has none. It makes further
    /// experts: the estimate as it is, corrected by what it was off, and readouts that see it beside the inputs. All others are as they would be without it.
    /// Default: false.
    /// </summary>
    public bool HasBaseScore { get; init; }

    /// <summary>
    /// Half-life, in rows, of the running means and deviations through which readouts and recurrence see the inputs, and the recurrence the last label, at
    /// least 2; or null for the scale of the fit, which stays as it is. Default: 20,000.
    /// </summary>
    public double? HalfLife { get; init; } = 20_000;

    /// <summary>Ridge penalty on the weights of the readouts at the start, in standardised units, from 1e-9 to 1e9. Default: 1.</summary>
    public double L2Regularization { get; init; } = 1;

    /// <summary>Mean absolute errors at which the error that a readout learns from stops growing, from 1 to 1000. Default: 50.</summary>
    public double HuberThreshold { get; init; } = 50;

    /// <summary>
    /// Mean absolute changes from label to label beyond which a label is doubted, where it lies as far from its estimate too: it is not learnt, and the next
    /// label decides whether it was a fault or a new level. From 2 to 1e6. Default: 100.
    /// </summary>
    public double LargestChange { get; init; } = 100;

    /// <summary>Share of the labels that the intervals are to cover, from 0.5 to 0.999. Default: 0.95.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Unit);
        Unit.Validate();
        Require.InRange(HalfLife ?? 2, 2, 1e9, nameof(HalfLife));
        Require.InRange(L2Regularization, 1e-9, 1e9);
        Require.InRange(HuberThreshold, 1, 1000);
        Require.InRange(LargestChange, 2, 1e6);
        Require.InRange(ConfidenceLevel, 0.5, 0.999);
    }
}
