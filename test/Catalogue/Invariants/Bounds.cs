namespace AdaptiveML.PlantYear;

/// <summary>What has to hold, in figures: the one table.</summary>
public static class Bounds
{
    /// <summary>Rows behind the fit before anything but an answer is asked for.</summary>
    public const int WarmUp = 100;

    /// <summary>
    /// Labels, those of the fit among them, before anybody can know which of the plain methods is the best (I2).
    /// </summary>
    public const int WarmLabels = 50;

    /// <summary>
    /// Rows of a group behind a fault's beginning and behind its end that are not held against plain methods (I1, I2): a bad reading and a new level look alike
    /// at first, and no rule is right about both.
    /// </summary>
    public const int Undecided = 3;

    /// <summary>Part of the label's deviation that is taken off an error before it is divided by another: ratios of rounding say nothing.</summary>
    public const double NoiseFloor = 0.02;

    /// <summary>Rows behind a fault's end, or behind its beginning where it stays, from which on it must have been overcome (I1).</summary>
    public const int Recovery = 200;

    /// <summary>
    /// Most error from there on, as a multiple of that without the fault (I1); where the fault takes information away, <see cref="Plain"/> times that of the
    /// best plain method will do as well.
    /// </summary>
    public const double Recovered = 1.5;

    /// <summary>Most error in any window, as a multiple of that of the best plain method in it (I2).</summary>
    public const double Plain = 1.15;

    /// <summary>Rows of a window, or all behind the warm-up where these are fewer (I2, I3).</summary>
    public const int Window = 500;

    /// <summary>Rows from a window's beginning to that of the next.</summary>
    public const int Stride = 100;

    /// <summary>Share of the labels that the bounds are made for.</summary>
    public const double Confidence = 0.95;

    /// <summary>Least share of the labels of any window within their bounds (I3).</summary>
    public const double WindowCoverage = 0.85;

    /// <summary>
    /// How far the share of all labels within their bounds may be from <see cref="Confidence"/> (I3). Half of it is for chance: of few rows, what two standard
    /// errors exceed that by is added. Above it the bounds may be where they are no further apart than <see cref="NoiseFloor"/> says nothing of.
    /// </summary>
    public const double CoverageError = 0.02;

    /// <summary>Rows within which a fault must be said, by its name (I5): in the update's result or by an alarm. Others may be borne in silence.</summary>
    public static IReadOnlyDictionary<string, int> SaidWithin { get; } = new Dictionary<string, int>
    {
        ["input dead in use"] = 20,
        ["all inputs but one dead in use"] = 20,
        ["input stuck 300"] = 200,
        ["input stuck 3000"] = 200,
        ["inputs stand still"] = 200,
        ["input unit x1000 for 300 rows"] = 5,
        ["input unit x1000 for ever"] = 5,
        ["input level 30 for ever"] = 20,
        ["input level 30 for a season"] = 20,
        ["input spikes"] = 200,
        ["a new category"] = 40,
        ["label stuck 300"] = 200,
        ["label stands still"] = 200,
        ["label stuck at 0"] = 40,
        ["label wrong in its range"] = 30,
        ["label spikes"] = 200,
        ["label unit x1000 for 300 rows"] = 5,
        ["label unit x1000 for ever"] = 5,
        ["level 30 for ever"] = 5,
        ["level 100 for ever"] = 5,
        ["level 30 for a season"] = 5,
        ["outage"] = 20,
    };
}
