using AdaptiveML.Contract.Support;

namespace AdaptiveML.Trainers.Tests.Golden;

/// <summary>The golden models of the trainers.</summary>
internal static class GoldenModels
{
    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, GoldenFile> All { get; } = new Dictionary<string, GoldenFile>
    {
        [GoldenUnit.Name] = GoldenUnit.File,
        [GoldenMachines.Still] = GoldenMachines.File(GoldenMachines.Still),
        [GoldenMachines.Drifting] = GoldenMachines.File(GoldenMachines.Drifting),
        [GoldenForecasters.Plain] = GoldenForecasters.File(GoldenForecasters.Plain),
        [GoldenForecasters.Calendar] = GoldenForecasters.File(GoldenForecasters.Calendar),
        [GoldenNets.Number] = GoldenNets.File(GoldenNets.Number, GoldenNets.NumberColumns),
        [GoldenNets.Classes] = GoldenNets.File(GoldenNets.Classes, GoldenNets.ClassColumns),
    };

    /// <summary>Writes them to a folder.</summary>
    public static void Write(string folder)
    {
        GoldenUnit.Write(folder);
        GoldenMachines.Write(folder);
        GoldenForecasters.Write(folder);
        GoldenNets.Write(folder);
    }
}
