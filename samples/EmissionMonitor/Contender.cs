using AdaptiveML.Learners.Baselines;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;
using AdaptiveML.Trainers;

namespace EmissionMonitor;

/// <summary>A line of the table: a name, and how the monitor is made from the training years.</summary>
internal sealed record Contender(string Name, Func<Plant, string, int[], IMonitor> Make)
{
    public const string Adapting = "OnlineLru";

    public const string Frozen = "OnlineLru, frozen";

    /// <summary>Hours of a month; the rows carry no time.</summary>
    public const int Month = 730;

    private static readonly RecursiveLeastSquaresOptions WithLastLabel = new() { SeesDifferences = true, SeesLastTarget = true };

    /// <summary>The settings of LightGBM that did best in 2012, frozen and refitted alike: see <see cref="TreeTuning"/>.</summary>
    private static readonly TreeOptions Chosen = new() { LearnsChange = true, Leaves = 7, Trees = 300, LearningRate = 0.05 };

    public static IReadOnlyList<Contender> All { get; } =
    [
        new("last value", (_, gas, _) => BaselineMonitor.LastValue(gas)),
        new("ridge, frozen", (plant, gas, years) => BaselineMonitor.Regression(plant, gas, years, new() { Forgetting = 1 }, UpdateMode.StateOnly)),
        Regression("RLS on the features", new()),
        Regression("RLS, differences, last label", WithLastLabel),
        Regression("RLS, these and squares", WithLastLabel with { Forgetting = 0.995, SeesSquares = true }),
        Trees("LightGBM, frozen", Chosen),
        Trees("LightGBM, refitted every month", Chosen with { RefitEvery = Month }),
        Unit("recurrent unit, frozen", new(), UpdateMode.StateOnly),
        Unit("recurrent unit, readout only", new() { GradientMode = GradientMode.ReadoutOnly }),
        Unit("recurrent unit, one-step gradient", new() { GradientMode = GradientMode.OneStep }),
        Unit("recurrent unit, exact gradient", new()),
        Unit("recurrent unit, exact, gated readout", new() { Readout = ReadoutKind.Gated }),
        Combined(Frozen, new(), UpdateMode.StateOnly),
        Combined("OnlineLru, not seeing its states", new() { SeesStates = false }),
        Combined(Adapting, new()),
    ];

    private static Contender Regression(string name, RecursiveLeastSquaresOptions options) =>
        new(name, (plant, gas, years) => BaselineMonitor.Regression(plant, gas, years, options));

    private static Contender Trees(string name, TreeOptions options) => new(name, (plant, gas, years) => TreeMonitor.Fit(plant, gas, options, years));

    private static Contender Unit(string name, LruOptions options, UpdateMode mode = UpdateMode.StateAndParameters) =>
        new(name, (plant, gas, years) => LruMonitor.Fit(plant, gas, new() { ModelKind = LruModelKind.Unit, Unit = options }, mode, years));

    private static Contender Combined(string name, LruRegressorOptions options, UpdateMode mode = UpdateMode.StateAndParameters) =>
        new(name, (plant, gas, years) => LruMonitor.Fit(plant, gas, new() { Combined = options }, mode, years));
}
