namespace AdaptiveML.Learners.Recurrent;

/// <summary>When gathered gradients become a step.</summary>
public enum UpdateSchedule
{
    /// <summary>After every row, or every <see cref="Online.UpdateOptions.UpdateEvery"/> rows along their mean.</summary>
    EachStep,

    /// <summary>
    /// Where a sequence ends (<see cref="Online.RowContext.EndsSequence"/>), along the sum over its rows, or after every
    /// <see cref="Online.UpdateOptions.UpdateEvery"/> sequences along the mean of their sums. A stream that never says so never learns.
    /// </summary>
    EndOfSequence,
}
