using AdaptiveML.Online;
using AdaptiveML.Trainers;
using Microsoft.ML;

namespace EmissionMonitor;

/// <summary>The life of a predictive emission monitor: fitted to two years, at work for two more, compared, pictured, saved and continued.</summary>
internal static class Demonstration
{
    private static readonly int[] History = [2011, 2012];

    public static void Run(Plant plant)
    {
        Console.WriteLine("Fitting the NOX monitor to 2011 and 2012.");
        var monitor = LruMonitor.Fit(plant, nameof(Reading.NOX), new OnlineLruOptions(), UpdateMode.StateAndParameters, History);

        Console.WriteLine("At work in 2013, learning from every measurement:");
        var before = monitor.Engine.Counts;
        Race.Estimates(monitor, plant.Hours(2013), share => ProgressLine.Show("2013", share));
        var after = monitor.Engine.Counts;
        Console.WriteLine(
            $"  {after.Applied - before.Applied} updates applied, {after.Skipped - before.Skipped} rows skipped, "
            + $"{after.Rejected - before.Rejected} refused, {after.RolledBack - before.RolledBack} rolled back");

        const string model = "emissions.zip";
        monitor.Engine.CheckPoint(model);
        Console.WriteLine($"Saved to {model} ({new FileInfo(model).Length / 1024} KB). On through 2014 here, and in another process from the file:");
        string here = Continuation.Fingerprint(Race.Estimates(monitor, plant.Hours(2014)));
        string elsewhere = Continuation.RunElsewhere(Path.GetFullPath(model));
        Console.WriteLine($"  here      {here}");
        Console.WriteLine($"  elsewhere {elsewhere}");
        Console.WriteLine(here == elsewhere ? "  7158 estimates, the same bit for bit." : throw new InvalidOperationException("The continued run differs."));
        Console.WriteLine();

        int[] test = [2013, 2014];
        var nox = ComparisonTable.Print(plant, History, test);
        float[] truth = [.. plant.Hours(test).Select(hour => hour.NOX)];
        EmissionChart.Write("emissions.svg", truth, nox[Contender.Frozen], nox[Contender.Adapting]);
        Console.WriteLine("The picture is in emissions.svg.");
    }
}
