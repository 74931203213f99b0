using AdaptiveML.Learners;
using AdaptiveML.Online;

namespace EmissionMonitor;

/// <summary>A line of the table: a name, and how the monitor is made from the training years.</summary>
internal sealed record Contender(string Name, Func<Plant, string, int[], IMonitor> Make)
{
    public const string Adapting = "LRU online, exact gradient";

    public const string Frozen = "LRU frozen";

    public static IReadOnlyList<Contender> All { get; } =
    [
        new("last value", (_, gas, _) => BaselineMonitor.LastValue(gas)),
        new("ridge, frozen", (plant, gas, years) => Regression(plant, gas, years, 1, RegressionFeatures.Linear, UpdateMode.StateOnly)),
        new("RLS on the features", (plant, gas, years) => Regression(plant, gas, years, 0.999, RegressionFeatures.Linear)),
        new("RLS, with squares", (plant, gas, years) => Regression(plant, gas, years, 0.999, RegressionFeatures.Squares)),
        new("RLS, with differences and last label", (plant, gas, years) =>
            Regression(plant, gas, years, 0.999, RegressionFeatures.Differences | RegressionFeatures.LastTarget)),
        new(Frozen, (plant, gas, years) => Lru(plant, gas, years, GradientMode.Exact, UpdateMode.StateOnly)),
        new("LRU online, readout only", (plant, gas, years) => Lru(plant, gas, years, GradientMode.ReadoutOnly)),
        new("LRU online, one-step gradient", (plant, gas, years) => Lru(plant, gas, years, GradientMode.OneStep)),
        new(Adapting, (plant, gas, years) => Lru(plant, gas, years, GradientMode.Exact)),
    ];

    private static BaselineMonitor Regression(
        Plant plant, string gas, int[] years, double forgetting, RegressionFeatures features, UpdateMode mode = UpdateMode.StateAndParameters) =>
        BaselineMonitor.Regression(plant, gas, years, forgetting, features, mode);

    private static LruMonitor Lru(Plant plant, string gas, int[] years, GradientMode gradient, UpdateMode mode = UpdateMode.StateAndParameters) =>
        LruMonitor.Fit(plant, gas, new() { GradientMode = gradient }, mode, years);
}
