using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Support;

/// <summary>
/// This assembly as a program that knows ML.NET and a model's file, and nothing else. "score" prints what the model makes of the plant's future; "learn"
/// learns the second half of it, prints the predictions made before each update, and writes a checkpoint.
/// </summary>
internal static class ChildProcess
{
    public static string[] Run(string verb, string model)
    {
        var start = new ProcessStartInfo(Dotnet())
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "exec", typeof(ChildProcess).Assembly.Location, verb, model },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, errors.Result);
        return lines;
    }

    internal static int Main(string[] args)
    {
        var context = new MLContext();
        var loaded = context.Model.Load(args[1], out _);
        var rows = Recording.Future;
        foreach (float score in args[0] == "score"
            ? loaded.Transform(context.Data.LoadFromEnumerable(rows)).GetColumn<float>("Score")
            : Learn(context, loaded, rows[(rows.Length / 2)..], args[1]))
        {
            Console.WriteLine(score.ToString(CultureInfo.InvariantCulture));
        }

        return 0;
    }

    private static IEnumerable<float> Learn(MLContext context, ITransformer loaded, Reading[] rows, string path)
    {
        using var engine = context.Model.CreateOnlineEngine<Reading, Estimate>(loaded);
        var estimate = new Estimate();
        foreach (var row in rows)
        {
            engine.Learn(row, ref estimate);
            yield return estimate.Score;
        }

        engine.CheckPoint(path);
    }

    private static string Dotnet() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath!
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
