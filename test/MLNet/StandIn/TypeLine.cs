using System.Text.RegularExpressions;

namespace AdaptiveML.MLNet.Tests.StandIn;

/// <summary>A type's own line in a listing: <c>ASSEMBLY | TYPE | type KIND : BASE, BASE where T : CONSTRAINT</c>.</summary>
internal sealed partial record TypeLine(string Id, string Name, string Kind, string[] Bases, string Constraints)
{
    public bool IsInterface => Kind == "interface";

    public static TypeLine? TryParse(string line)
    {
        if (Pattern().Match(line) is not { Success: true } match)
            return null;
        var name = match.Groups["type"].Value;
        return new(
            match.Groups["id"].Value,
            Open(name),
            match.Groups["kind"].Value,
            [.. Comma().Split(match.Groups["bases"].Value).Where(b => b.Length > 0)],
            match.Groups["where"].Value);
    }

    /// <summary>A type's name with the number of its arguments in place of the arguments.</summary>
    public static string Open(string name)
    {
        var at = name.IndexOf('<', StringComparison.Ordinal);
        return at < 0 ? name : $"{name[..at]}`{Comma().Count(name[(at + 1)..^1]) + 1}";
    }

    [GeneratedRegex(@"^(?<id>[^|]+ \| (?<type>[^|]+)) \| type (?<kind>(?:delegate|enum).*|[a-z ]+?)(?: : (?<bases>.+?))?(?<where> where .+)?$")]
    private static partial Regex Pattern();

    /// <summary>A comma that stands in no angle brackets.</summary>
    [GeneratedRegex(@", (?![^<]*>)")]
    private static partial Regex Comma();
}
