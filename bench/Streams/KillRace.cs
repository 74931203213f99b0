using System.Diagnostics;
using System.Globalization;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Online;
using AdaptiveML.Streams;
using AdaptiveML.Streams.Tests;

namespace AdaptiveML.Benchmarks.Streams;

/// <summary>
/// A process writes a journal and tells what it has committed; it is killed (SIGKILL) at a random moment. Then everything it has told must be there, bit for
/// bit. Each machine has a stream, one is written at a time, and the next process of a machine goes on with its stream.
/// </summary>
internal static class KillRace
{
    private static readonly StreamLearnerOptions Options = new() { SnapshotEvery = 500, KeepSnapshots = 4, MarkEvery = 100, PendingLabels = 50 };

    public static async Task RunAsync(int times, int seed)
    {
        string folder = Directory.CreateTempSubdirectory("adaptiveml-kill-").FullName;
        string[] machines = [.. MachineStreams.All.Keys];
        RequireAll(machines);
        var random = new Random(seed);
        var told = new Dictionary<string, long>();
        long more = 0, lost = 0, differing = 0, marks = 0, waiting = 0;
        try
        {
            for (int i = 0; i < times; i++)
            {
                string machine = machines[i % machines.Length];
                var (sequence, hash) = await WriteAndKillAsync(folder, machine, random.Next(5, 250)).ConfigureAwait(false);
                await using var store = new FileStore(folder);
                await using var stream = await MachineStreams.OpenAsync(store, machine, Options).ConfigureAwait(false);
                lost += stream.Sequence < sequence ? 1 : 0;
                differing += Convert.ToHexString((await stream.ReplayAsync(sequence).ConfigureAwait(false)).Hash()) != hash ? 1 : 0;
                more += stream.Sequence - sequence;
                waiting += stream.PendingLabels > 0 ? 1 : 0;
                told[machine] = sequence;
                if (i >= times - machines.Length)
                {
                    var report = await stream.VerifyAsync().ConfigureAwait(false);
                    differing += report.IsIntact ? 0 : 1;
                    marks += report.Marks;
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Console.WriteLine($"""
            {times} kills over {machines.Length} machines, {waiting} of them with labels outstanding; {told.Values.Sum()} operations acknowledged in all
            acknowledged and lost: {lost}; not the same bits: {differing}; marks verified: {marks}; written and not acknowledged: {more}
            """);
    }

    /// <summary>The process that is killed: learns, waits for labels, tells them, and says what it has committed.</summary>
    public static async Task WriteAsync(string folder, string machine)
    {
        await using var store = new FileStore(folder);
        await using var stream = await MachineStreams.OpenAsync(store, machine, Options).ConfigureAwait(false);
        float[] input = new float[MachineStreams.Inputs];
        while (true)
        {
            for (long end = stream.Sequence + 1 + (stream.Sequence % 5); stream.Sequence < end;)
            {
                MachineStreams.Step(stream, input);
            }

            await stream.CommitAsync().ConfigureAwait(false);
            Console.Out.Write($"{stream.Sequence} {Convert.ToHexString(stream.Hash())}\n");
            await Console.Out.FlushAsync().ConfigureAwait(false);
        }
    }

    private static void RequireAll(IEnumerable<string> machines)
    {
        var driven = machines.Select(machine => LearnerPayload.ReadHeader(SavedLearner.Encode(MachineStreams.All[machine]())).Component);
        if (Machines<float>.All.Components.Except(driven).FirstOrDefault() is { } missing)
        {
            throw new InvalidOperationException($"The race drives no learner '{missing}'.");
        }
    }

    private static async Task<(long Sequence, string Hash)> WriteAndKillAsync(string folder, string machine, int milliseconds)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            ArgumentList = { typeof(KillRace).Assembly.Location, "streams", "write", folder, machine },
        })!;
        string? last = await process.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        var kill = Task.Run(async () =>
        {
            await Task.Delay(milliseconds).ConfigureAwait(false);
            process.Kill();
        });
        string rest = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await kill.ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);

        // What stands behind the last line's end was cut short.
        string[] lines = rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] parts = (lines.LastOrDefault() ?? last ?? throw new InvalidOperationException("The process has told nothing.")).Split(' ');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
    }
}
