using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AdaptiveML.Online;
using Microsoft.ML;

namespace EmissionMonitor;

/// <summary>Saves a learning model in the middle of its work and goes on with it in another process.</summary>
internal static class Continuation
{
    /// <summary>The argument that makes this program the other process.</summary>
    public const string Argument = "--continue";

    /// <summary>The other process: loads the model with plain ML.NET, nothing registered, leads it through 2014 and prints what it said.</summary>
    public static void Run(string path)
    {
        var mlContext = new MLContext();
        var loaded = mlContext.Model.Load(path, out _);
        var monitor = LruMonitor.Over(mlContext, loaded, UpdateMode.StateAndParameters);
        Console.WriteLine(Fingerprint(Race.Estimates(monitor, new Plant(mlContext).Hours(2014))));
    }

    /// <summary>Runs the other process on a model file and gives what it printed.</summary>
    public static string RunElsewhere(string path)
    {
        string host = Environment.ProcessPath ?? throw new InvalidOperationException("The system does not say where this program lies.");
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Continuation).Assembly.Location);
        }

        start.ArgumentList.Add(Argument);
        start.ArgumentList.Add(path);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{host} cannot be started.");
        string printed = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? printed : throw new InvalidOperationException($"The other process ended with {process.ExitCode}.");
    }

    /// <summary>SHA-256 of the bits of all estimates.</summary>
    public static string Fingerprint(ReadOnlySpan<float> estimates) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(estimates)));
}
