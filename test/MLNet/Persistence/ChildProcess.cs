using System.Diagnostics;
using System.Globalization;
using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Persistence;

/// <summary>This assembly as a program: loads a model and prints a column of what it makes of the first readings.</summary>
internal static class ChildProcess
{
    public static string[] Score(string model, string column)
    {
        var start = new ProcessStartInfo(Dotnet())
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "exec", typeof(ChildProcess).Assembly.Location, model, column },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, errors.Result);
        return lines;
    }

    internal static int Main(string[] args)
    {
        if (args is not [var path, var column])
            return 2;

        var context = new MLContext();
        var model = context.Model.Load(path, out _);
        foreach (var value in model.Transform(context.Data.LoadFromEnumerable(Readings.Take(10))).GetColumn<float>(column))
            Console.WriteLine(value.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static string Dotnet() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath!
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
