using System.Diagnostics;
using AdaptiveML.Pipeline;
using Microsoft.ML;

namespace AdaptiveML.Benchmarks.Engine;

/// <summary>
/// One thread learns without a pause, many predict: what they cost each other, beside an engine behind a lock. The readers come at a stated pace, so that
/// processors are left over; at full pace the comparison is with readers of another engine, which take as much of the processors.
/// </summary>
internal static class ReaderRace
{
    private const int Readers = 16;
    private const int Pace = 200;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    public static void Run()
    {
        var context = new MLContext(1);
        var rows = EngineRow.Generate(2000);
        var model = EngineRow.Model(context, rows);
        Console.WriteLine($"OnlineLru as it comes, nine inputs, {Environment.ProcessorCount} processors; {Readers} readers, {Duration.TotalSeconds} s a line");
        Console.WriteLine("| | learnt a second | predicted a second | p50 µs | p99 µs | staleness, most |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (bool isPaced in (bool[])[true, false])
        {
            string pace = isPaced ? $"{Pace} a second each" : "without a pause";
            for (int round = 0; round < 2; round++)
            {
                Line($"learner alone", context, model, rows, learns: true, reads: false, own: true, isPaced);
                Line($"readers alone, {pace}", context, model, rows, learns: false, reads: true, own: true, isPaced);
                Line($"both, readers of another engine, {pace}", context, model, rows, learns: true, reads: true, own: false, isPaced);
                Line($"both, {pace}", context, model, rows, learns: true, reads: true, own: true, isPaced);
            }
        }
    }

    private static void Line(string name, MLContext context, ITransformer model, EngineRow[] rows, bool learns, bool reads, bool own, bool isPaced)
    {
        using var engine = context.Model.CreateSharedOnlineEngine<EngineRow, EngineScore>(model);
        using var other = context.Model.CreateSharedOnlineEngine<EngineRow, EngineScore>(model);
        var read = own ? engine : other;
        using var stop = new CancellationTokenSource();
        long learnt = 0, stalest = 0;
        Task[] readers = [];
        List<double>[] times = [.. Enumerable.Range(0, reads ? Readers : 0).Select(_ => new List<double>(1 << 20))];
        readers = [.. times.Select((own, i) => Task.Factory.StartNew(
            () => Read(read, rows, own, isPaced, i, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        var learner = Task.Factory.StartNew(
            () =>
            {
                while (learns && !stop.IsCancellationRequested)
                {
                    engine.Learn(rows[learnt++ % rows.Length]);
                    stalest = Math.Max(stalest, read.Staleness);
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Thread.Sleep(Duration);
        stop.Cancel();
        Task.WaitAll([learner, .. readers]);
        double[] all = [.. times.SelectMany(each => each.Skip(each.Count / 4))];
        Array.Sort(all);
        string P(double share) => all.Length == 0 ? "" : $"{all[(int)(share * (all.Length - 1))]:0.0}";
        double seconds = Duration.TotalSeconds;
        Console.WriteLine($"| {name} | {learnt / seconds:0} | {times.Sum(each => each.Count) / seconds:0} | {P(0.5)} | {P(0.99)} | {(learns && reads ? stalest : 0)} |");
    }

    private static void Read(
        SharedOnlineEngine<EngineRow, EngineScore> engine, EngineRow[] rows, List<double> times, bool isPaced, int reader, CancellationToken stop)
    {
        var score = new EngineScore();
        Thread.Sleep(reader);
        for (int i = reader; !stop.IsCancellationRequested; i++)
        {
            if (isPaced)
            {
                Thread.Sleep(1000 / Pace);
            }

            long begun = Stopwatch.GetTimestamp();
            engine.Predict(rows[i % rows.Length], ref score);
            if (times.Count < times.Capacity)
            {
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMicroseconds);
            }
        }
    }
}
