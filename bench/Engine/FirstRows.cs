using System.Diagnostics;
using AdaptiveML.Pipeline;
using Microsoft.ML;

namespace AdaptiveML.Benchmarks.Engine;

/// <summary>What the first rows of a new process cost, with and without <c>WarmUp</c>. The model is loaded from a file, so that no fit has warmed anything.</summary>
internal static class FirstRows
{
    private const string Save = "save", Warm = "warm", Cold = "cold";

    public static void Run(string[] arguments)
    {
        if (arguments is [var part, var path])
        {
            Measure(part, path);
            return;
        }

        string file = Path.Combine(Path.GetTempPath(), $"first-rows-{Environment.ProcessId}.zip");
        Console.WriteLine("| | warm-up ms | rows 1-1,000 µs | slowest | rows 20,001-30,000 µs |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        foreach (string each in (string[])[Save, Cold, Warm, Cold, Warm])
        {
            using var process = Process.Start(Environment.ProcessPath!, [Environment.GetCommandLineArgs()[0], "engine", "start", each, file]);
            process.WaitForExit();
        }

        File.Delete(file);
    }

    private static void Measure(string part, string path)
    {
        var context = new MLContext(1);
        var rows = EngineRow.Generate(2000);
        if (part == Save)
        {
            context.Model.Save(EngineRow.Model(context, rows), context.Data.LoadFromEnumerable(rows).Schema, path);
            return;
        }

        using var engine = context.Model.CreateOnlineEngine<EngineRow, EngineScore>(context.Model.Load(path, out _));
        long begun = Stopwatch.GetTimestamp();
        if (part == Warm)
        {
            engine.WarmUp(rows[0]);
        }

        double warmUp = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        var (first, slowest) = Time(engine, rows, 1000);
        Time(engine, rows, 19_000);
        var (later, _) = Time(engine, rows, 10_000);
        Console.WriteLine($"| {part} | {warmUp:0} | {first:0.0} | {slowest:0} | {later:0.0} |");
    }

    private static (double Mean, double Slowest) Time(OnlineEngine<EngineRow, EngineScore> engine, EngineRow[] rows, int count)
    {
        double slowest = 0, sum = 0;
        for (int i = 0; i < count; i++)
        {
            long begun = Stopwatch.GetTimestamp();
            engine.Learn(rows[i % rows.Length]);
            double time = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
            (slowest, sum) = (Math.Max(slowest, time), sum + time);
        }

        return (sum / count, slowest);
    }
}
