using System.Diagnostics;
using System.Globalization;
using AdaptiveML.Streams.Tests;

namespace AdaptiveML.Benchmarks.Streams;

/// <summary>Damages and forges what the machines write, at random, and sees that nothing but an answer or a refusal comes of it.</summary>
internal static class FuzzRun
{
    /// <param name="cases">How many.</param>
    /// <param name="seed">Other cases for another seed.</param>
    /// <param name="first">The first of them, from 0.</param>
    public static void Run(int cases, int seed, int first) => RunAsync(cases, seed, first).GetAwaiter().GetResult();

    private static async Task RunAsync(int cases, int seed, int first)
    {
        var sources = new List<FuzzSource>();
        foreach (string machine in MachineStreams.All.Keys)
        {
            sources.Add(await FuzzSource.CreateAsync(machine).ConfigureAwait(false));
        }

        var zips = new FuzzedZip();
        var kinds = Enum.GetValues<FuzzKind>();
        int taken = 0, faults = 0;
        var watch = Stopwatch.StartNew();
        for (int i = first; i < first + cases; i++)
        {
            int number = unchecked((seed * 100_000_007) + i);
            var source = sources[i % sources.Count];
            int at = i / sources.Count % (kinds.Length + 1);
            var (isTaken, fault) = at < kinds.Length
                ? await FuzzCase.RunAsync(source, kinds[at], number).ConfigureAwait(false)
                : zips.Run(number);
            taken += isTaken ? 1 : 0;
            if (fault is not null && faults++ < 30)
            {
                Console.WriteLine(fault);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{cases} cases of seed {seed} over {sources.Count} machines: {faults} faults, {taken} taken, the others refused; "
            + $"{watch.Elapsed.TotalSeconds:0} s"));
    }
}
