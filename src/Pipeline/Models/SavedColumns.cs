using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>A model's columns as attributes of its payload.</summary>
internal static class SavedColumns
{
    private const string Features = "columns.features";
    private const string Label = "columns.label";
    private const string Output = "columns.output";
    private const string Probability = "columns.probability";
    private const string Group = "columns.group";
    private const string GroupKindOf = "columns.group.kind";
    private const string Time = "columns.time";
    private const string Weight = "columns.weight";
    private const string Preserve = "preserve";

    public static void Write(OnlineColumns columns, IDictionary<string, string> attributes)
    {
        attributes[Features] = columns.Features;
        attributes[Label] = columns.Label;
        attributes[Output] = columns.Output;
        attributes[Probability] = columns.PreservesProbability ? Preserve : "none";
        if (columns.Group is { } group)
        {
            attributes[Group] = group;
            attributes[GroupKindOf] = columns.GroupKind.ToString();
        }

        if (columns.Time is { } time)
        {
            attributes[Time] = time;
        }

        if (columns.Weight is { } weight)
        {
            attributes[Weight] = weight;
        }
    }

    /// <exception cref="InvalidDataException">An attribute is missing or cannot be read.</exception>
    public static OnlineColumns Read(PayloadHeader header)
    {
        string? group = header.Attributes.GetValueOrDefault(Group);
        return new()
        {
            Features = header.Attribute(Features),
            Label = header.Attribute(Label),
            Output = header.Attribute(Output),
            Group = group,
            GroupKind = group is null ? GroupKind.None : ReadKind(header.Attribute(GroupKindOf)),
            Time = header.Attributes.GetValueOrDefault(Time),
            Weight = header.Attributes.GetValueOrDefault(Weight),
            PreservesProbability = header.Attribute(Probability) == Preserve,
        };
    }

    private static GroupKind ReadKind(string text) => text switch
    {
        nameof(GroupKind.Text) => GroupKind.Text,
        nameof(GroupKind.Integer) => GroupKind.Integer,
        nameof(GroupKind.UnsignedInteger) => GroupKind.UnsignedInteger,
        nameof(GroupKind.Key) => GroupKind.Key,
        _ => throw new InvalidDataException($"The saved learner's group column is of a kind '{text}', which nobody knows."),
    };
}
