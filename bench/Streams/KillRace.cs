using System.Diagnostics;
using System.Globalization;
using AdaptiveML.Streams;

namespace AdaptiveML.Benchmarks.Streams;

/// <summary>
/// A process writes a journal and tells what it has committed; it is killed (SIGKILL) at a random moment. Then everything it has told must be there, bit for
/// bit. The next process goes on with the same stream.
/// </summary>
internal static class KillRace
{
    private static readonly StreamLearnerOptions Options = new() { SnapshotEvery = 500, KeepSnapshots = 4, MarkEvery = 100, PendingLabels = 50 };

    public static async Task RunAsync(int times)
    {
        string folder = Directory.CreateTempSubdirectory("adaptiveml-kill-").FullName;
        var random = new Random(1);
        long told = 0, more = 0, lost = 0, differing = 0, marks = 0, waiting = 0;
        try
        {
            for (int i = 0; i < times; i++)
            {
                var (sequence, hash) = await WriteAndKillAsync(folder, random.Next(5, 400)).ConfigureAwait(false);
                await using var store = new FileStore(folder);
                await using var stream = await UnitStream.OpenAsync(store, Options).ConfigureAwait(false);
                lost += stream.Sequence < sequence ? 1 : 0;
                differing += Convert.ToHexString((await stream.ReplayAsync(sequence).ConfigureAwait(false)).Hash()) != hash ? 1 : 0;
                more += stream.Sequence - sequence;
                waiting += stream.PendingLabels > 0 ? 1 : 0;
                told = sequence;
                if (i % 10 == 9 || i == times - 1)
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
            {times} kills, {waiting} of them with labels outstanding; {told} operations acknowledged in all
            acknowledged and lost: {lost}; not the same bits: {differing}; marks verified: {marks}; written and not acknowledged: {more}
            """);
    }

    /// <summary>The process that is killed: learns, waits for labels, tells them, and says what it has committed.</summary>
    public static async Task WriteAsync(string folder)
    {
        await using var store = new FileStore(folder);
        await using var stream = await UnitStream.OpenAsync(store, Options).ConfigureAwait(false);
        float[] input = new float[UnitStream.Inputs];
        while (true)
        {
            for (long end = stream.Sequence + 1 + (stream.Sequence % 5); stream.Sequence < end;)
            {
                long number = stream.Sequence;
                float label = UnitStream.Row(number, input);
                string key = (number / 3).ToString(CultureInfo.InvariantCulture);
                if (number % 3 == 0)
                {
                    stream.Await(key + "@" + number.ToString(CultureInfo.InvariantCulture), default, input);
                }
                else if (number % 7 == 1)
                {
                    stream.Tell($"{(number - 1) / 3}@{number - 1}", label);
                }
                else
                {
                    stream.Learn(default, input, label);
                }
            }

            await stream.CommitAsync().ConfigureAwait(false);
            Console.Out.Write($"{stream.Sequence} {Convert.ToHexString(stream.Hash())}\n");
            await Console.Out.FlushAsync().ConfigureAwait(false);
        }
    }

    private static async Task<(long Sequence, string Hash)> WriteAndKillAsync(string folder, int milliseconds)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            ArgumentList = { typeof(KillRace).Assembly.Location, "streams", "write", folder },
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
