using System.Globalization;
using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>A model's columns as attributes of its payload.</summary>
internal static class SavedColumns
{
    private const string Features = "columns.features";
    private const string Label = "columns.label";
    private const string LabelSize = "columns.label.size";
    private const string Classes = "columns.label.classes";
    private const string Output = "columns.output";
    private const string Probability = "columns.probability";
    private const string Group = "columns.group";
    private const string GroupKindOf = "columns.group.kind";
    private const string Time = "columns.time";
    private const string Weight = "columns.weight";
    private const string Preserve = "preserve";
    private const string OneNumber = "scalar";

    public static void Write(OnlineColumns columns, IDictionary<string, string> attributes)
    {
        Set(Features, columns.Features);
        Set(Label, columns.Label);
        Set(LabelSize, columns.LabelIsInput ? columns.LabelSize?.ToString(CultureInfo.InvariantCulture) ?? OneNumber : null);
        Set(Classes, columns.Classes is { } classes ? SavedClasses.Write(classes) : null);
        attributes[Output] = columns.Output;
        attributes[Probability] = columns.PreservesProbability ? Preserve : "none";
        Set(Group, columns.Group);
        Set(GroupKindOf, columns.Group is null ? null : columns.GroupKind.ToString());
        Set(Time, columns.Time);
        Set(Weight, columns.Weight);

        void Set(string attribute, string? value)
        {
            if (value is not null)
            {
                attributes[attribute] = value;
            }
        }
    }

    /// <exception cref="InvalidDataException">An attribute is missing or cannot be read.</exception>
    public static OnlineColumns Read(PayloadHeader header)
    {
        string? group = header.Attributes.GetValueOrDefault(Group), labelSize = header.Attributes.GetValueOrDefault(LabelSize);
        return new()
        {
            Features = labelSize is null ? header.Attribute(Features) : header.Attributes.GetValueOrDefault(Features),
            Label = labelSize is null ? header.Attributes.GetValueOrDefault(Label) : header.Attribute(Label),
            LabelIsInput = labelSize is not null,
            LabelSize = labelSize is null or OneNumber ? null : ReadSize(labelSize),
            Classes = header.Attributes.TryGetValue(Classes, out string? classes) ? SavedClasses.Read(classes) : null,
            Output = header.Attribute(Output),
            Group = group,
            GroupKind = group is null ? GroupKind.None : ReadKind(header.Attribute(GroupKindOf)),
            Time = header.Attributes.GetValueOrDefault(Time),
            Weight = header.Attributes.GetValueOrDefault(Weight),
            PreservesProbability = header.Attribute(Probability) == Preserve,
        };
    }

    private static int ReadSize(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out int size) && size > 0
        ? size
        : throw new InvalidDataException($"The saved learner's label column has a size '{text}', which is no number.");

    private static GroupKind ReadKind(string text) => text switch
    {
        nameof(GroupKind.Text) => GroupKind.Text,
        nameof(GroupKind.Integer) => GroupKind.Integer,
        nameof(GroupKind.UnsignedInteger) => GroupKind.UnsignedInteger,
        nameof(GroupKind.Key) => GroupKind.Key,
        _ => throw new InvalidDataException($"The saved learner's group column is of a kind '{text}', which nobody knows."),
    };
}
