namespace AdaptiveML.Trainers;

/// <summary>What is to be said of a fit, as an attribute of the saved model.</summary>
internal static class FitMessages
{
    private const string Attribute = "fit.messages";
    private const char Separator = '\n';

    /// <summary>The attributes of a model that carry messages.</summary>
    public static Dictionary<string, string> Save(IEnumerable<string> messages) => new() { [Attribute] = string.Join(Separator, messages) };

    /// <summary>The messages of a model's attributes.</summary>
    public static IReadOnlyList<string> Read(IReadOnlyDictionary<string, string> attributes) =>
        attributes.TryGetValue(Attribute, out string? text) && text.Length > 0 ? text.Split(Separator) : [];
}
