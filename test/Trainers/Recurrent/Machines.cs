using AdaptiveML.Kernels;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Recurrent;

/// <summary>
/// Recordings of machines: the target is a number that the row before showed, and the kind, known where a machine stops, is that of the run's first row.
/// </summary>
internal static class Machines
{
    public static MachineReading[] History { get; } = Run(1, 900);

    public static MachineReading[] Future { get; } = Run(2, 300);

    public static IDataView HistoryView => Plant.View(History);

    public static IDataView FutureView => Plant.View(Future);

    private static MachineReading[] Run(ulong seed, int count)
    {
        var random = new ulong[Xoshiro256.StateLength];
        Xoshiro256.Seed(random, seed);
        float[] before = new float[3], kind = new float[3];
        int[] ages = new int[3];
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            int machine = i % 3;
            float value = new Xoshiro256(random).NextUniform() < 0.5 ? -1 : 1;
            kind[machine] = ages[machine] == 0 ? value : kind[machine];
            bool stops = ++ages[machine] == 4;
            ages[machine] = stops ? 0 : ages[machine];
            var row = new MachineReading
            {
                Machine = $"machine {machine}",
                Features = [value, ages[machine] == 1 ? 1 : 0],
                Target = 10 + (5 * before[machine]),
                Kind = !stops ? "" : kind[machine] > 0 ? "up" : "down",
                Stops = stops,
            };
            before[machine] = stops ? 0 : value;
            return row;
        })];
    }
}
