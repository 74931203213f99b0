using System.Diagnostics;

namespace AdaptiveML.Docs.Tests;

[TestClass]
public sealed class QuickStartTests
{
    private const string Program = "samples/QuickStart/Program.cs";

    private static readonly string Readme = SourceTree.Read("README.md");

    [TestMethod]
    public void The_first_program_of_the_README_is_the_sample() => Assert.AreEqual(SourceTree.Read(Program), Markdown.Blocks(Readme, "csharp")[0]);

    [TestMethod]
    public void The_sample_has_at_most_thirty_lines() => Assert.IsLessThanOrEqualTo(30, SourceTree.Read(Program).Count(character => character == '\n'));

    [TestMethod]
    public void It_prints_what_the_README_says() => Assert.AreEqual(Markdown.Blocks(Readme, "text")[0], RunSample());

    /// <summary>Runs the built sample in a folder of its own and gives what it prints.</summary>
    private static string RunSample()
    {
        var folder = Directory.CreateTempSubdirectory("adaptiveml-");
        try
        {
            var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder.FullName, RedirectStandardOutput = true };
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "QuickStart.dll"));
            start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
            using var process = Process.Start(start)!;
            string printed = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.AreEqual(0, process.ExitCode, printed);
            return printed.ReplaceLineEndings("\n");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
