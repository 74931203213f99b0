using System.Diagnostics;
using System.Globalization;
using AdaptiveML.Online;
using AdaptiveML.Streams;

namespace AdaptiveML.Benchmarks.Streams;

/// <summary>What a row costs bare, through a stream, with a journal, and through an engine; and how long a replay takes.</summary>
internal static class JournalCost
{
    private const int Rows = 400_000, FlushedRows = 4000, CallersRows = 20_000, Replayed = 10_000;

    private static readonly StreamLearnerOptions Options = new() { SnapshotEvery = 0 };

    public static async Task RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("adaptiveml-cost-").FullName;
        try
        {
            Console.WriteLine($"one unit, 16 states, {UnitStream.Inputs} inputs; microseconds a row");
            IOnlineLearner<float> bare = UnitStream.Create();
            float[] input = new float[UnitStream.Inputs], prediction = new float[bare.OutputSize];
            CostTable.Row("bare", Rows, i => bare.Learn(default, input, [UnitStream.Row(i, input)], prediction));

            await using var memory = new StreamLearner([UnitStream.Create()]);
            CostTable.Row("through a stream without a journal", Rows, i => memory.Learn(default, input, UnitStream.Row(i, input), prediction, i));

            await WithAsync(new MemoryStore(), 1, Rows, "journal in memory, a commit a row").ConfigureAwait(false);
            await WithAsync(new FileStore(Path.Combine(folder, "cached"), new() { Flushes = false }), 1, Rows, "journal, unflushed, a commit a row")
                .ConfigureAwait(false);
            await WithAsync(new FileStore(Path.Combine(folder, "row")), 1, FlushedRows, "journal, flushed, a commit a row").ConfigureAwait(false);
            await WithAsync(new FileStore(Path.Combine(folder, "group")), 32, Rows, "journal, flushed, a commit 32 rows").ConfigureAwait(false);
            await WithAsync(new FileStore(Path.Combine(folder, "large")), 1000, Rows, "journal, flushed, a commit 1,000 rows").ConfigureAwait(false);
            await StreamsAsync(Path.Combine(folder, "streams")).ConfigureAwait(false);
            await ReplayAsync(Path.Combine(folder, "replay")).ConfigureAwait(false);
            await EngineCost.RunAsync(folder).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WithAsync(ILearnerStore store, int rowsACommit, int rows, string name)
    {
        await using var owned = store.ConfigureAwait(false);
        await using var stream = await UnitStream.OpenAsync(store, Options).ConfigureAwait(false);
        float[] input = new float[UnitStream.Inputs], prediction = new float[stream.PredictionSize];
        CostTable.Row(name, rows, i =>
        {
            stream.Learn(default, input, UnitStream.Row(i, input), prediction, i);
            if (i % rowsACommit == rowsACommit - 1)
            {
                CostTable.Wait(stream.CommitAsync());
            }
        });
    }

    /// <summary>Rows that come to a stream one by one from many callers, each of whom waits until his own is durable, share flushes.</summary>
    private static async Task StreamsAsync(string folder)
    {
        const int Callers = 32;
        await using var store = new FileStore(folder);
        await using var stream = await UnitStream.OpenAsync(store, Options).ConfigureAwait(false);
        using var turn = new SemaphoreSlim(1);
        float[] input = new float[UnitStream.Inputs];
        long number = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                Task commit;
                await turn.WaitAsync().ConfigureAwait(false);
                try
                {
                    if (number == CallersRows)
                    {
                        return;
                    }

                    stream.Learn(default, input, UnitStream.Row(number, input), default, number++);
                    commit = stream.CommitAsync().AsTask();
                }
                finally
                {
                    turn.Release();
                }

                await commit.ConfigureAwait(false);
            }
        }))).ConfigureAwait(false);
        CostTable.Print($"journal, flushed, {Callers} callers who each wait", watch.Elapsed / CallersRows);
    }

    private static async Task ReplayAsync(string folder)
    {
        await using var store = new FileStore(folder, new() { Flushes = false });
        await using (var stream = await UnitStream.OpenAsync(store, Options).ConfigureAwait(false))
        {
            float[] input = new float[UnitStream.Inputs];
            for (long i = 0; i < Replayed; i++)
            {
                stream.Learn(default, input, UnitStream.Row(i, input));
            }

            await stream.CommitAsync().ConfigureAwait(false);
        }

        var watch = Stopwatch.StartNew();
        await using var back = await UnitStream.OpenAsync(store, Options).ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Replayed} rows replayed: {watch.Elapsed.TotalSeconds:0.00} s"));
    }
}
