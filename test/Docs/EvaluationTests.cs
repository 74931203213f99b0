using System.Text.RegularExpressions;
using AdaptiveML.Docs.Tests.Examples;

namespace AdaptiveML.Docs.Tests;

/// <summary>The snippet of the page on evaluation is code that runs, and prints the table beside it.</summary>
[TestClass]
public sealed partial class EvaluationTests
{
    private static readonly string Page = SourceTree.Read("docs/evaluation.md");

    [TestMethod]
    public void The_snippet_of_the_page_is_the_body_of_the_example()
    {
        var body = Body().Match(SourceTree.Read("test/Docs/Examples/EvaluationExample.cs")).Groups["code"].Value;

        Assert.AreEqual(string.Join('\n', body.Split('\n').Select(line => line.Length > 8 ? line[8..] : "")), Markdown.Blocks(Page, "csharp")[0]);
    }

    /// <summary>Models of ML.NET differ in their last digits from machine to machine, and times from run to run: their figures are left out.</summary>
    [TestMethod]
    [DoNotParallelize]
    public void It_prints_what_the_page_says()
    {
        var console = Console.Out;
        using var printed = new StringWriter();
        Console.SetOut(printed);
        try
        {
            EvaluationExample.Run();
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.AreEqual(Compared(Markdown.Blocks(Page, "text")[0]), Compared(printed.ToString().ReplaceLineEndings("\n")));
    }

    private static string Compared(string text) => string.Join('\n', text.TrimEnd().Split('\n')
        .Where(line => !line.StartsWith("ML.NET", StringComparison.Ordinal)).Select(line => Costs().Replace(line, "").TrimEnd()));

    [GeneratedRegex(@"^    public static void Run\(\)\n    \{\n(?<code>.*?)^    \}\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex(@"(?<=^(learning|frozen) .*)( +[\d.]+){3}$")]
    private static partial Regex Costs();
}
