using AdaptiveML.Benchmarks.Engine;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using AdaptiveML.Streams;
using Microsoft.ML;

namespace AdaptiveML.Benchmarks.Streams;

/// <summary>What a row costs a bare learner, an engine around it, one that publishes to readers, and one with a journal.</summary>
internal static class EngineCost
{
    private const int Rows = 100_000, Group = 32;

    private static readonly StreamLearnerOptions Options = new() { SnapshotEvery = 0 };

    public static async Task RunAsync(string folder)
    {
        var context = new MLContext(1);
        var rows = EngineRow.Generate(2000);
        var model = EngineRow.Model(context, rows);
        Console.WriteLine("OnlineLru as it comes, nine inputs; microseconds a row");

        IOnlineLearner<float> bare = new LruRegressor<float>(9, new());
        float[] prediction = new float[bare.OutputSize];
        CostTable.Row("bare", Rows, i => bare.Learn(default, rows[i % rows.Length].Features, [rows[i % rows.Length].Label], prediction));
        using (var engine = context.Model.CreateOnlineEngine<EngineRow, EngineScore>(model))
        {
            CostTable.Row("engine", Rows, i => engine.Learn(rows[i % rows.Length]));
        }

        using (var engine = context.Model.CreateSharedOnlineEngine<EngineRow, EngineScore>(model))
        {
            Published("engine for many threads, nobody reads", engine, rows, isRead: false);
            Published("engine for many threads, copies published to a reader", engine, rows, isRead: true);
        }

        await using (var memory = new MemoryStore())
        {
            await JournalledAsync("engine, journal in memory, a commit a row", context, model, rows, memory, 1).ConfigureAwait(false);
        }

        await using (var files = new FileStore(Path.Combine(folder, "engine-cached"), new() { Flushes = false }))
        {
            await JournalledAsync("engine, journal, unflushed, a commit a row", context, model, rows, files, 1).ConfigureAwait(false);
        }

        await using (var files = new FileStore(Path.Combine(folder, "engine-flushed")))
        {
            await JournalledAsync($"engine, journal, flushed, a commit {Group} rows", context, model, rows, files, Group).ConfigureAwait(false);
        }
    }

    /// <summary>The reader predicts two hundred times a second, so that copies are published as often as they may be.</summary>
    private static void Published(string name, SharedOnlineEngine<EngineRow, EngineScore> engine, EngineRow[] rows, bool isRead)
    {
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            while (isRead && !stop.Token.WaitHandle.WaitOne(5))
            {
                engine.Predict(rows[0]);
            }
        });
        CostTable.Row(name, Rows, i => engine.Learn(rows[i % rows.Length]));
        stop.Cancel();
        reader.GetAwaiter().GetResult();
    }

    private static async Task JournalledAsync(string name, MLContext context, ITransformer model, EngineRow[] rows, ILearnerStore store, int rowsACommit)
    {
        using var engine = await context.Model.OpenOnlineEngineAsync<EngineRow, EngineScore>(model, store, "engine", journal: Options).ConfigureAwait(false);
        CostTable.Row(name, Rows, i =>
        {
            engine.Learn(rows[i % rows.Length]);
            if (i % rowsACommit == rowsACommit - 1)
            {
                CostTable.Wait(engine.Journal!.CommitAsync());
            }
        });
    }
}
