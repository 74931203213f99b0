namespace Microsoft.ML.Data;

public sealed class RegressionMetrics
{
    internal RegressionMetrics(double meanAbsoluteError, double meanSquaredError, double lossFunction, double rSquared)
    {
        MeanAbsoluteError = meanAbsoluteError;
        MeanSquaredError = meanSquaredError;
        RootMeanSquaredError = Math.Sqrt(meanSquaredError);
        LossFunction = lossFunction;
        RSquared = rSquared;
    }

    public double MeanAbsoluteError { get; }

    public double MeanSquaredError { get; }

    public double RootMeanSquaredError { get; }

    public double LossFunction { get; }

    public double RSquared { get; }
}
