using System.Diagnostics;
using System.Reflection;

namespace AdaptiveML.Support;

/// <summary>Runs an assembly as a program.</summary>
public static class ChildProcess
{
    /// <summary>What the program prints, line by line.</summary>
    /// <param name="program">The program.</param>
    /// <param name="host">The assembly whose dependencies it runs with.</param>
    /// <param name="arguments">What it is told.</param>
    public static string[] Run(Assembly program, Assembly host, params string[] arguments)
    {
        var start = new ProcessStartInfo(Dotnet())
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "exec",
                "--depsfile", Path.ChangeExtension(host.Location, ".deps.json"),
                "--runtimeconfig", Path.ChangeExtension(host.Location, ".runtimeconfig.json"),
                program.Location,
            },
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, errors.Result);
        return lines;
    }

    /// <summary>The same for a program with dependencies of its own.</summary>
    public static string[] Run(Assembly program, params string[] arguments) => Run(program, program, arguments);

    private static string Dotnet() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath!
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
