using System.Text.RegularExpressions;

namespace AdaptiveML.Docs.Tests;

/// <summary>What the tests read of a Markdown text.</summary>
internal static partial class Markdown
{
    /// <summary>The contents of the fenced blocks of a language, in order, each with the line end before its closing fence.</summary>
    public static string[] Blocks(string text, string language) =>
        [.. Fence().Matches(text).Where(fence => fence.Groups["language"].Value == language).Select(fence => fence.Groups["content"].Value)];

    /// <summary>The targets of the links and pictures that are no web addresses.</summary>
    public static string[] LocalTargets(string text) =>
        [.. Link().Matches(Fence().Replace(text, "")).Select(link => link.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))];

    /// <summary>The anchors of a text's headings.</summary>
    public static string[] Anchors(string text) =>
        [.. Heading().Matches(Fence().Replace(text, "")).Select(heading => Anchor(heading.Groups["title"].Value))];

    private static string Anchor(string title) => Unanchored().Replace(title.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<content>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Unanchored();
}
