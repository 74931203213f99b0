namespace AdaptiveML.Streams;

/// <summary>How good predictions of numbers were.</summary>
/// <param name="Rows">Rows that were judged.</param>
/// <param name="MeanAbsoluteError">Mean absolute error, in the label's unit.</param>
/// <param name="RootMeanSquaredError">Root of the mean squared error, in the label's unit.</param>
/// <param name="RSquared">1 less the ratio of the squared errors to the squared differences of the labels from their mean: 1 is perfect, at 0 or below the
/// mean is as good or better.</param>
/// <param name="SkillOverLastValue">1 less the ratio of the squared errors to those of the last label known, over the rows that both were there for: 1 is
/// perfect, below 0 the last label is better.</param>
public sealed record RegressionFigures(
    long Rows, double MeanAbsoluteError, double RootMeanSquaredError, double RSquared, double SkillOverLastValue)
    : PrequentialFigures(Rows)
{
    /// <inheritdoc/>
    public override double MeanError => MeanAbsoluteError;

    internal override IReadOnlyList<(string Heading, double Value)> Cells =>
        [("MAE", MeanAbsoluteError), ("RMSE", RootMeanSquaredError), ("R2", RSquared), ("Skill", SkillOverLastValue)];
}
