namespace AdaptiveML.Benchmarks.Continual;

/// <summary>
/// Accuracy of answers given before the class was told, and what it is beyond chance (κ) and beyond repeating the last class (κ temporal), in %: A. Bifet et
/// al., "Efficient online evaluation of big data stream classifiers", KDD 2015.
/// </summary>
internal sealed record StreamScore(double Accuracy, double Kappa, double KappaTemporal)
{
    /// <summary>The score of some answers.</summary>
    /// <param name="labels">The classes.</param>
    /// <param name="answers">As many.</param>
    public static StreamScore Of(ReadOnlySpan<int> labels, ReadOnlySpan<int> answers)
    {
        int classes = 0, right = 0, repeated = 0;
        foreach (int label in labels)
        {
            classes = Math.Max(classes, label + 1);
        }

        double[] said = new double[classes], came = new double[classes];
        for (int i = 0; i < labels.Length; i++)
        {
            right += answers[i] == labels[i] ? 1 : 0;
            repeated += i > 0 && labels[i - 1] == labels[i] ? 1 : 0;
            said[answers[i]] += 1.0 / labels.Length;
            came[labels[i]] += 1.0 / labels.Length;
        }

        double accuracy = (double)right / labels.Length, chance = said.Zip(came, (a, b) => a * b).Sum(), last = repeated / (labels.Length - 1.0);
        return new(100 * accuracy, Beyond(accuracy, chance), Beyond(accuracy, last));
    }

    private static double Beyond(double accuracy, double plain) => 100 * (accuracy - plain) / (1 - plain);
}
