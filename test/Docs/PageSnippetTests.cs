using System.Text.RegularExpressions;
using AdaptiveML.Docs.Tests.Examples;

namespace AdaptiveML.Docs.Tests;

/// <summary>A snippet of a page is the body of an example that runs, and prints what the page says.</summary>
[TestClass]
public sealed partial class PageSnippetTests
{
    public static IEnumerable<object[]> Pages =>
    [
        ["docs/evaluation.md", "EvaluationExample", () => Ended(EvaluationExample.Run)],
        ["docs/alarms.md", "AlarmPolicyExample", (Func<Task>)AlarmPolicyExample.Run],
    ];

    [TestMethod]
    [DynamicData(nameof(Pages))]
    [DoNotParallelize]
    public async Task A_snippet_is_code_that_runs_and_prints_what_the_page_says(string page, string example, Func<Task> run)
    {
        string text = SourceTree.Read(page);
        string body = Body().Match(SourceTree.Read($"test/Docs/Examples/{example}.cs")).Groups["code"].Value;
        string snippet = string.Join('\n', body.Split('\n').Select(line => line.Length > 8 ? line[8..] : ""));
        CollectionAssert.Contains(Markdown.Blocks(text, "csharp").ToArray(), snippet);

        var console = Console.Out;
        using var printed = new StringWriter();
        Console.SetOut(printed);
        try
        {
            await run();
        }
        finally
        {
            Console.SetOut(console);
        }

        CollectionAssert.Contains(Markdown.Blocks(text, "text").Select(Compared).ToArray(), Compared(printed.ToString().ReplaceLineEndings("\n")), page);
    }

    private static Task Ended(Action run)
    {
        run();
        return Task.CompletedTask;
    }

    /// <summary>Models of ML.NET differ in their last digits from machine to machine, and times from run to run: their figures are left out.</summary>
    private static string Compared(string text) => string.Join('\n', text.TrimEnd().Split('\n')
        .Where(line => !line.StartsWith("ML.NET", StringComparison.Ordinal)).Select(line => Costs().Replace(line, "").TrimEnd()));

    [GeneratedRegex(@"^    public static (void|async Task) Run\(\)\n    \{\n(?<code>.*?)^    \}\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex(@"(?<=^(learning|frozen) .*)( +[\d.]+){3}$")]
    private static partial Regex Costs();
}
