namespace AdaptiveML.Learners;

/// <summary>How good a classifier is on rows with known classes.</summary>
public sealed record ClassificationMetrics
{
    /// <summary>Rows that were scored; those without a prediction do not count.</summary>
    public required long Rows { get; init; }

    /// <summary>Share of the rows taken for what they are.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Mean recall of the classes that occur.</summary>
    public required double BalancedAccuracy { get; init; }

    /// <summary>Mean F1 of the classes that occur; with two classes see <see cref="PositiveF1"/> for the usual figure.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>F1 of class 1.</summary>
    public required double PositiveF1 { get; init; }

    /// <summary>Mean of −ln of the probability given to the class that it was, in nats; a probability is taken for 10⁻¹⁵ at least.</summary>
    public required double LogLoss { get; init; }

    /// <summary>
    /// Expected calibration error: mean |share of hits − mean probability| of the predicted classes over 15 bins of equal width, each as much as it has rows
    /// (C. Guo et al., ICML 2017).
    /// </summary>
    public required double CalibrationError { get; init; }
}
