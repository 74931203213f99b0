namespace AdaptiveML.Streams;

/// <summary>How good predictions of classes were.</summary>
/// <param name="Rows">Rows that were judged.</param>
/// <param name="Accuracy">Share of the rows taken for what they are, from 0 to 1.</param>
/// <param name="BalancedAccuracy">Mean share over the classes that occurred, from 0 to 1.</param>
/// <param name="Kappa">
/// Cohen's κ: how far the accuracy is from that of guessing by the same shares, 0, to 1, perfect. J. Cohen, "A coefficient of agreement for nominal scales",
/// Educational and Psychological Measurement 20, 1960.
/// </param>
/// <param name="KappaTemporal">
/// The same beside the last label known: 0 where that was right as often, below 0 where more often. I. Žliobaitė, A. Bifet, J. Read, B. Pfahringer and
/// G. Holmes, "Evaluation methods and decision theory for classification of streaming data with temporal dependence", Machine Learning 98, 2015.
/// </param>
/// <param name="LogLoss">Mean of −ln of the probability given to the class that it was, in nats; a probability is taken for 10⁻¹⁵ at least. NaN where the
/// scores are no probabilities.</param>
public sealed record ClassificationFigures(
    long Rows, double Accuracy, double BalancedAccuracy, double Kappa, double KappaTemporal, double LogLoss)
    : PrequentialFigures(Rows)
{
    /// <inheritdoc/>
    public override double MeanError => 1 - Accuracy;

    internal override IReadOnlyList<(string Heading, double Value)> Cells =>
        [("Accuracy", Accuracy), ("Balanced", BalancedAccuracy), ("Kappa", Kappa), ("KappaTemp", KappaTemporal), ("LogLoss", LogLoss)];
}
