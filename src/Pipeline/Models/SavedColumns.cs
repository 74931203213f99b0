using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>A model's columns as attributes of its payload.</summary>
internal static class SavedColumns
{
    private const string Features = "columns.features";
    private const string Label = "columns.label";
    private const string LabelSize = "columns.label.size";
    private const string Classes = "columns.label.classes";
    private const string Slots = "columns.slots";
    private const string BaseScore = "columns.base_score";
    private const string Output = "columns.output";
    private const string Probability = "columns.probability";
    private const string Group = "columns.group";
    private const string GroupKindOf = "columns.group.kind";
    private const string Time = "columns.time";
    private const string Calendar = "columns.calendar";
    private const string TimeKindOf = "columns.time.kind";
    private const string Weight = "columns.weight";
    private const string EndOfSequence = "columns.end";
    private const string Preserve = "preserve";
    private const string OneNumber = "scalar";

    public static void Write(OnlineColumns columns, IDictionary<string, string> attributes)
    {
        Set(Features, columns.Features);
        Set(Label, columns.Label);
        Set(LabelSize, columns.LabelIsInput ? columns.LabelSize?.ToString(CultureInfo.InvariantCulture) ?? OneNumber : null);
        Set(Classes, columns.Classes is { } classes ? SavedClasses.Write(classes) : null);
        Set(Slots, columns.Slots.Count == 0 ? null
            : JsonSerializer.Serialize(columns.Slots, SavedSlotsJson.Default.IReadOnlyDictionaryStringIReadOnlyListString));
        Set(BaseScore, columns.BaseScore);
        attributes[Output] = columns.Output;
        attributes[Probability] = columns.PreservesProbability ? Preserve : "none";
        Set(Group, columns.Group);
        Set(GroupKindOf, columns.Group is null ? null : columns.GroupKind.ToString());
        Set(Time, columns.Time);
        Set(Calendar, columns.Calendar is { } calendar ? Text(calendar) : null);
        Set(TimeKindOf, columns.HasClock ? columns.TimeKind.ToString() : null);
        Set(Weight, columns.Weight);
        Set(EndOfSequence, columns.EndOfSequence);

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
        string? group = header.Attributes.GetValueOrDefault(Group);
        string? calendar = header.Attributes.GetValueOrDefault(Calendar);
        bool hasClock = calendar is not null || header.Attributes.ContainsKey(TimeKindOf);
        string? labelSize = header.Attributes.GetValueOrDefault(LabelSize);
        return new()
        {
            Features = labelSize is null ? header.Attribute(Features) : header.Attributes.GetValueOrDefault(Features),
            Label = labelSize is null ? header.Attributes.GetValueOrDefault(Label) : header.Attribute(Label),
            LabelIsInput = labelSize is not null,
            LabelSize = labelSize is null or OneNumber ? null : ReadSize(labelSize),
            Classes = header.Attributes.TryGetValue(Classes, out string? classes) ? SavedClasses.Read(classes) : null,
            Slots = header.Attributes.TryGetValue(Slots, out string? slots) ? ReadSlots(slots) : ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty,
            BaseScore = header.Attributes.GetValueOrDefault(BaseScore),
            Output = header.Attribute(Output),
            Group = group,
            GroupKind = group is null ? GroupKind.None : ReadKind(header.Attribute(GroupKindOf)),
            Time = hasClock ? header.Attribute(Time) : header.Attributes.GetValueOrDefault(Time),
            Calendar = calendar is null ? null : ReadCalendar(calendar),
            TimeKind = hasClock ? ReadTimeKind(header.Attribute(TimeKindOf)) : TimeKind.None,
            Weight = header.Attributes.GetValueOrDefault(Weight),
            EndOfSequence = header.Attributes.GetValueOrDefault(EndOfSequence),
            PreservesProbability = header.Attribute(Probability) == Preserve,
        };
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> ReadSlots(string text)
    {
        try
        {
            var slots = JsonSerializer.Deserialize(text, SavedSlotsJson.Default.IReadOnlyDictionaryStringIReadOnlyListString);
            return slots is not null && slots.Values.All(names => names is not null && names.All(name => name is not null))
                ? slots
                : throw new InvalidDataException("The saved learner's slot names cannot be read: there is one missing.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The saved learner's slot names cannot be read: {exception.Message}", exception);
        }
    }

    private static string Text(CalendarHarmonics calendar) =>
        string.Create(CultureInfo.InvariantCulture, $"{calendar.Daily} {calendar.Weekly} {calendar.Yearly}");

    private static int ReadSize(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out int size) && size > 0
        ? size
        : throw new InvalidDataException($"The saved learner's label column has a size '{text}', which is no number.");

    private static CalendarHarmonics ReadCalendar(string text)
    {
        int[] numbers = Array.ConvertAll(
            text.Split(' '), part => int.TryParse(part, CultureInfo.InvariantCulture, out int number) && number is >= 0 and <= 16 ? number : -1);
        return numbers is [>= 0 and var daily, >= 0 and var weekly, >= 0 and var yearly] && daily + weekly + yearly > 0
            ? new() { Daily = daily, Weekly = weekly, Yearly = yearly }
            : throw new InvalidDataException($"The saved learner's calendar is '{text}', which are not three numbers of harmonics.");
    }

    private static TimeKind ReadTimeKind(string text) => text switch
    {
        nameof(TimeKind.DateTime) => TimeKind.DateTime,
        nameof(TimeKind.DateTimeOffset) => TimeKind.DateTimeOffset,
        nameof(TimeKind.TimeSpan) => TimeKind.TimeSpan,
        _ => throw new InvalidDataException($"The saved learner's time column is of a kind '{text}', which nobody knows."),
    };

    private static GroupKind ReadKind(string text) => text switch
    {
        nameof(GroupKind.Text) => GroupKind.Text,
        nameof(GroupKind.Integer) => GroupKind.Integer,
        nameof(GroupKind.UnsignedInteger) => GroupKind.UnsignedInteger,
        nameof(GroupKind.Key) => GroupKind.Key,
        _ => throw new InvalidDataException($"The saved learner's group column is of a kind '{text}', which nobody knows."),
    };
}

/// <summary>Reads and writes slot names without reflection.</summary>
[JsonSerializable(typeof(IReadOnlyDictionary<string, IReadOnlyList<string>>))]
internal sealed partial class SavedSlotsJson : JsonSerializerContext;
