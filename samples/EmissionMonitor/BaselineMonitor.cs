using AdaptiveML.Learners.Baselines;
using AdaptiveML.Online;

namespace EmissionMonitor;

/// <summary>A plain method on the same sensors, fitted to the same hours and asked in the same order.</summary>
internal sealed class BaselineMonitor(IOnlineLearner<float> learner, string gas) : IMonitor
{
    private readonly float[] _estimate = new float[1];

    public static BaselineMonitor LastValue(string gas) => new(new LastValue<float>(Sensors, 1), gas);

    public static BaselineMonitor Regression(
        Plant plant, string gas, int[] years, RecursiveLeastSquaresOptions options, UpdateMode mode = UpdateMode.StateAndParameters)
    {
        var learner = new RecursiveLeastSquares<float>(Sensors, 1, options);
        var rows = new TrainingRows<float>(Sensors, 1);
        var monitor = new BaselineMonitor(learner, gas);
        foreach (var hour in plant.Hours(years))
        {
            rows.Add(hour.Sensors(), [hour.Gas(gas)]);
        }

        learner.Standardize(rows);
        foreach (var hour in plant.Hours(years))
        {
            monitor.Estimate(hour);
        }

        learner.Mode = mode;
        return monitor;
    }

    private const int Sensors = 9;

    public float Estimate(Reading hour)
    {
        learner.Learn(hour.Sensors(), [hour.Gas(gas)], _estimate);
        return _estimate[0];
    }
}
