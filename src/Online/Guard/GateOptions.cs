namespace AdaptiveML.Online;

/// <summary>
/// What stands between a row and what has been learnt. Limits are in robust standard deviations, from running estimates that look back only and that no single
/// row can move far.
/// </summary>
public sealed record GateOptions
{
    /// <summary>Magnitude above which an input, in standardised units, is refused: no trace can overflow below it.</summary>
    public const double LargestInput = 1e15;

    /// <summary>Lets every finite row through as it is, with squared error.</summary>
    public static GateOptions Open { get; } = new() { MissingInput = MissingInput.Refuse, WinsorizeLimit = null, QuarantineRows = 0, HuberThreshold = null };

    /// <summary>What is done where an input is not finite. Default: <see cref="MissingInput.LastGood"/>.</summary>
    public MissingInput MissingInput { get; init; } = MissingInput.LastGood;

    /// <summary>Deviations from its running mean to which an input is cut back, from 1 to 1000, or null for no limit. Default: 10.</summary>
    public double? WinsorizeLimit { get; init; } = 10;

    /// <summary>
    /// Rows after a spike (an input beyond twice <see cref="WinsorizeLimit"/>) that advance the state and are not learnt from, at least 0. Default: 10.
    /// </summary>
    public int QuarantineRows { get; init; } = 10;

    /// <summary>
    /// Deviations at which the error's part in the gradient stops growing (Huber 1964), from 0.1 to 1000, or null for squared error. Default: 10.
    /// </summary>
    public double? HuberThreshold { get; init; } = 10;

    /// <summary>Half-life, in rows, of the running estimates, at least 1. Default: 500.</summary>
    public double HalfLife { get; init; } = 500;

    /// <summary>Most an update may move the parameters, relative to their Euclidean norm, from 1e-9 to 1, or null for no limit. Default: null.</summary>
    public double? MaximumRelativeStep { get; init; }

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        Require.Defined(MissingInput);
        Require.InRange(WinsorizeLimit ?? 1, 1, 1000, nameof(WinsorizeLimit));
        Require.InRange(QuarantineRows, 0, int.MaxValue);
        Require.InRange(HuberThreshold ?? 1, 0.1, 1000, nameof(HuberThreshold));
        Require.InRange(HalfLife, 1, 1e9);
        Require.InRange(MaximumRelativeStep ?? 1, 1e-9, 1, nameof(MaximumRelativeStep));
    }
}
