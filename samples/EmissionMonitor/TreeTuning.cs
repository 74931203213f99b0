namespace EmissionMonitor;

/// <summary>How the settings of LightGBM were chosen: fitted to 2011, led through 2012, nothing later is looked at.</summary>
internal static class TreeTuning
{
    private static readonly string[] Gases = [nameof(Reading.CO), nameof(Reading.NOX)];

    private static readonly (string Name, int? RefitEvery, int? Window)[] Schedules =
    [
        ("frozen", null, null),
        ("refitted, all hours", Contender.Month, null),
        ("refitted, 6 months", Contender.Month, 6 * Contender.Month),
        ("refitted, 3 months", Contender.Month, 3 * Contender.Month),
    ];

    public static void Print(Plant plant)
    {
        Console.WriteLine("LightGBM, fitted to 2011, through 2012: mean MSE of CO and NOX.");
        foreach (var (name, refitEvery, window) in Schedules)
        {
            foreach (bool change in new[] { false, true })
            {
                foreach (var (leaves, trees, rate) in new[] { (31, 100, 0.1), (7, 300, 0.05) })
                {
                    var options = new TreeOptions
                    {
                        LearnsChange = change, Leaves = leaves, Trees = trees, LearningRate = rate, RefitEvery = refitEvery, Window = window,
                    };
                    double mean = Gases.Average(gas => Squared(plant, gas, options));
                    Console.WriteLine(FormattableString.Invariant(
                        $"  {name,-20}   {(change ? "change" : "level"),-6}   Leaves {leaves,2}   Trees {trees}   LearningRate {rate,-4}   {mean:F4}"));
                }
            }
        }
    }

    private static double Squared(Plant plant, string gas, TreeOptions options)
    {
        var hours = plant.Hours(2012);
        float[] estimates = Race.Estimates(TreeMonitor.Fit(plant, gas, options, [2011]), hours);
        return Errors.Of(Race.Difference(estimates, hours, gas, plant.Deviation(gas, 2011))).Squared;
    }
}
