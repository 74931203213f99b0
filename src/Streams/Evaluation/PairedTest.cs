namespace AdaptiveML.Streams;

/// <summary>Whether the losses of two models differ, row by row, in one stream.</summary>
/// <remarks>
/// <para>The rows are divided into 16 to 31 successive blocks of equal length (as many as there are rows, where those are fewer), and Student's t test is made
/// of the blocks' means: R. Ibragimov and U. Müller, "t-statistic based correlation and heterogeneity robust inference", Journal of Business and Economic
/// Statistics 28, 2010. It holds its level where losses depend on those before, as they do in a stream, as long as a block is long beside that memory; and
/// where the blocks' variances differ, which makes it cautious.</para>
/// <para>What is left behind the last block, less than a sixteenth of the rows, does not count. Each p value is that of its pair alone: of twenty pairs
/// without a difference, one is below 0.05.</para>
/// </remarks>
/// <param name="First">Name of a model.</param>
/// <param name="Second">Name of another.</param>
/// <param name="Rows">Rows that were compared: those that both have a prediction for.</param>
/// <param name="Blocks">Blocks that they were divided into.</param>
/// <param name="Difference">Mean loss of the first less that of the second: below 0 the first is better.</param>
/// <param name="Lower">Lower end of its 95 % interval; NaN of fewer than 8 rows, like those below.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="PValue">The chance of a difference as large, to either side, if there were none.</param>
public sealed record PairedTest(string First, string Second, long Rows, int Blocks, double Difference, double Lower, double Upper, double PValue)
{
    /// <summary>Whether the first is better at the level of 5 %.</summary>
    public bool IsFirstBetter => Upper < 0;

    /// <summary>Whether the second is better at the level of 5 %.</summary>
    public bool IsSecondBetter => Lower > 0;

    /// <summary>The same pair the other way round.</summary>
    internal PairedTest Reversed() =>
        this with { First = Second, Second = First, Difference = -Difference, Lower = -Upper, Upper = -Lower };
}
