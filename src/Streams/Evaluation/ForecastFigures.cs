namespace AdaptiveML.Streams;

/// <summary>How good forecasts were.</summary>
/// <param name="Rows">Values that were forecast and came: of all steps and series.</param>
/// <param name="Overall">All steps.</param>
/// <param name="Steps">Each step, the first for one row ahead.</param>
public sealed record ForecastFigures(long Rows, ForecastErrors Overall, IReadOnlyList<ForecastErrors> Steps) : PrequentialFigures(Rows)
{
    /// <inheritdoc/>
    public override double MeanError => Overall.MeanAbsoluteError;

    internal override IReadOnlyList<(string Heading, double Value)> Cells =>
    [
        ("MAE", Overall.MeanAbsoluteError),
        ("RMSE", Overall.RootMeanSquaredError),
        ("MAE+1", Steps[0].MeanAbsoluteError),
        ($"MAE+{Steps.Count}", Steps[^1].MeanAbsoluteError),
        ("Skill", Overall.SkillOverLastValue),
        ("SkillSeas", Overall.SkillOverSeason),
        ("Coverage", Overall.Coverage),
        ("Winkler", Overall.WinklerScore),
    ];
}
