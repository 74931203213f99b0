using System.Diagnostics;

namespace AdaptiveML.Packages.Tests;

/// <summary>Runs programs.</summary>
internal static class Command
{
    /// <summary>What a program printed, line by line, and what it wrote to its error stream. A program that fails fails the test.</summary>
    /// <param name="file">The program.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="packages">Where NuGet puts what it restores; or null for the machine's folder.</param>
    /// <param name="arguments">What it is told.</param>
    public static (string[] Lines, string Errors) Run(string file, string folder, string? packages, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // No build server may outlive the test, or hold its pipes.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        if (packages is not null)
        {
            start.Environment["NUGET_PACKAGES"] = packages;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, $"{file} {string.Join(' ', arguments)}\n{output}\n{errors.Result}");
        return (output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), errors.Result);
    }

    /// <summary>The same for a command of the SDK.</summary>
    public static (string[] Lines, string Errors) Dotnet(string folder, string? packages, params string[] arguments) =>
        Run(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", folder, packages, arguments);
}
