using System.Globalization;
using AdaptiveML.Learners.Tests;
using AdaptiveML.Streams.Tests;

namespace AdaptiveML.Benchmarks.Streams;

/// <summary>Writes impossible numbers to every field of what the machines save, one at a time.</summary>
internal static class FieldRun
{
    public static async Task RunAsync(int seed)
    {
        foreach (string machine in MachineStreams.All.Keys)
        {
            var source = await FuzzSource.CreateAsync(machine).ConfigureAwait(false);
            var (faults, taken, refused) = ForgedNumbers.Run(source.Payload, new Random(seed), int.MaxValue, 6, int.MaxValue, 60);
            foreach (string fault in faults)
            {
                Console.WriteLine(fault);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{machine}: {faults.Count} faults, {taken} taken, {refused} refused"));
        }
    }
}
