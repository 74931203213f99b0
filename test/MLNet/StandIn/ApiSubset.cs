namespace AdaptiveML.MLNet.Tests.StandIn;

/// <summary>
/// Tells which lines of a listing do not stand in a reference listing. A type's own line may name fewer interfaces there, and may
/// leave out a base class that the listing itself does not have.
/// </summary>
internal sealed class ApiSubset(IEnumerable<string> reference)
{
    private readonly HashSet<string> _lines = [.. reference];
    private readonly Dictionary<string, TypeLine> _types = reference.Select(TypeLine.TryParse).OfType<TypeLine>().ToDictionary(t => t.Id);

    public IEnumerable<string> Strangers(IReadOnlyCollection<string> listing)
    {
        var own = listing.Select(TypeLine.TryParse).OfType<TypeLine>().Where(t => !t.IsInterface).Select(t => t.Name).ToHashSet();
        return listing.Where(line => !_lines.Contains(line) && !IsAllowed(line, own));
    }

    private bool IsAllowed(string line, HashSet<string> ownClasses) =>
        TypeLine.TryParse(line) is { } type
        && _types.TryGetValue(type.Id, out var real)
        && type.Kind == real.Kind
        && type.Constraints == real.Constraints
        && type.Bases.All(real.Bases.Contains)
        && real.Bases.Except(type.Bases).All(missing => !ownClasses.Contains(TypeLine.Open(missing)));
}
