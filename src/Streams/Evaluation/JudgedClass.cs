using AdaptiveML.Kernels;

namespace AdaptiveML.Streams;

/// <summary>A class that was predicted, and what came.</summary>
/// <param name="Prediction">The class predicted.</param>
/// <param name="Label">The class that it was.</param>
/// <param name="LastLabel">The last class known when the prediction was made; −1 for none.</param>
/// <param name="Probability">The probability that was given to the class that it was; NaN where there is none.</param>
internal readonly record struct JudgedClass(int Prediction, int Label, int LastLabel, double Probability)
{
    private const double SmallestProbability = 1e-15;

    /// <summary>−ln of the probability, in nats; NaN where there is none.</summary>
    public double LogLoss => double.IsNaN(Probability) ? double.NaN : -Elementary.Log(Math.Max(Probability, SmallestProbability));
}
